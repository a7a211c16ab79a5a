"""Floor 5: one package a task; each adds layers to one document and knows no other.

A package offers ``build(resources, settings)``, which gives an object with ``name``, ``requires``,
``provides`` and ``annotate(document, annotations) -> {layer: value}`` (see
``whosays.pipeline.annotator``). Everything heavy is loaded in ``build``, once.
"""
