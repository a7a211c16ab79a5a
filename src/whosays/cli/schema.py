"""whosays schema: the JSON Schema of what read prints."""

from __future__ import annotations

import json


def schema() -> None:
    """Print the JSON Schema of the reading contract.

    Example: whosays schema > reading.schema.json
    """
    from whosays.schema.json_schema import contract_schema

    print(json.dumps(contract_schema(), indent=1, ensure_ascii=False))
