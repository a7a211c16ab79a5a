"""Functions: which phrases stand in which syntactic function to a trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.fronted import fronted_subject
from whosays.annotators.events.relatives import resolve_relatives
from whosays.annotators.events.words import listed
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.schema.parse import Parse

Functions = dict[str, list[tuple[int, str]]]
"""Function → fillers: the head token of each with the path that led to it."""

OBJECT_CONTROL = listed("events.functions", "object_control")
LIGHT = listed("events.functions", "light")
SUFFERING = listed("events.functions", "suffering")
HOLDERS = listed("events.functions", "holders")
"""Nouns whose clause has the subject of those who hold them: progress in clearing the town."""
TRANSITIVE = listed("events.functions", "transitive")
"""Verbs that without an object are passive, even where a headline leaves their auxiliary out."""
_COMMITTED = frozenset(["commit", "perpetrate", "carry", "conduct", "suffer", "inflict"])
_ASCRIBED = frozenset(["ascribe", "attribute"])
_AIMING = frozenset(["engage", "hit", "pound", "strike", "suppress", "target"])
_PREPOSITIONS_PHRASE = {("out", "of"): "out_of", ("next", "to"): "near", ("close", "to"): "near"}


def functions_of(parse: Parse, index: int) -> Functions:
    """Give the fillers of each function round the trigger at ``index``."""
    found: Functions = {}
    token = parse.tokens[index]
    noun = token.xpos.startswith("NN") and not parse.children(index, "nsubj", "obj", "aux")
    if (token.upos in {"VERB", "AUX"} and not noun) or _is_predicate(parse, index):
        _verbal(parse, index, found)
    else:
        _nominal(parse, index, found)
    return found


def _is_predicate(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if token.upos == "ADJ" and token.xpos in {"VBN", "VBG"}:
        return True
    return bool(parse.children(index, "nsubj")) and token.upos in {"ADJ", "ADV", "ADP"}


def is_passive(parse: Parse, index: int) -> bool:
    """Tell whether a verb is passive, by its children or by its form as an attribute."""
    token = parse.tokens[index]
    if parse.children(index, "nsubj:pass", "aux:pass", "obl:agent"):
        return any(
            parse.tokens[c].deprel in {"nsubj:pass", "aux:pass", "obl:agent"}
            for c in parse.children(index)
        )
    if _lent_objects(parse, index):
        return False
    if token.xpos in {"VBN", "VBD"} and any(
        parse.lemma(c) == "be" for c in parse.children(index, "aux")
    ):
        return True
    if (
        token.lemma.lower() in TRANSITIVE
        and token.xpos in {"VBN", "VBD"}
        and not parse.children(index, "obj", "ccomp", "aux")
        and not is_relation(token.deprel, ("acl",))
    ):
        return True
    past = token.xpos == "VBN" or ("VerbForm=Part" in token.feats and "Tense=Past" in token.feats)
    if is_relation(token.deprel, ("acl", "amod")) and not token.deprel.endswith("relcl"):
        if parse.children(index, "nsubj", "obj") and not parse.children(index, "obl:agent"):
            return False
        return past or token.xpos == "VBD"
    if token.deprel == "conj" and past and token.head >= 0 and not _has_aux(parse, index):
        return is_passive(parse, token.head) and not parse.children(index, "obj")
    # A headline's participle with its subject before it (Three wounded in raid) is passive.
    return (
        past
        and not parse.children(index, "obj", "aux", "nsubj")
        and token.deprel in {"root", "parataxis", "xcomp", "ccomp"}
    )


def _has_aux(parse: Parse, index: int) -> bool:
    return bool(parse.children(index, "aux", "aux:pass", "nsubj"))


def _put(found: Functions, function: str, index: int, path: str) -> None:
    fillers = found.setdefault(function, [])
    if all(held != index for held, _ in fillers):
        fillers.append((index, path))


def _verbal(parse: Parse, index: int, found: Functions) -> None:
    passive = is_passive(parse, index)
    for child in parse.children(index):
        deprel = parse.tokens[child].deprel
        if deprel == "nsubj" and not passive and _is_late(parse, index, child):
            _put(found, "obj", child, deprel)
        elif deprel in {"nsubj", "nsubj:outer", "csubj"}:
            _put(found, "obj" if passive else "subj", child, deprel)
        elif deprel == "obj" and _is_lent(parse, index, child):
            continue
        elif deprel in {"nsubj:pass", "obj"}:
            _put(found, "obj", child, deprel)
            for inner in parse.children(child, "nmod"):
                if case_of(parse, inner) == "from":
                    # Freed the city from X: who lost it hangs on the city as often as not.
                    _put(found, "from", inner, f"{deprel}>nmod:from")
        elif deprel == "iobj":
            _put(found, "iobj", child, deprel)
        elif is_relation(deprel, ("obl",)):
            _oblique(parse, child, found, passive=passive)
        elif deprel == "nmod:poss":
            _put(found, "poss", child, deprel)
        elif deprel in {"compound", "amod"} and child < index:
            _put(found, "mod", child, deprel)
    for child in _lent_objects(parse, index):
        _put(found, "obj", child, "conj>obj")
    before = [pair for pair in found.get("subj", ()) if pair[0] < index]
    if before and len(before) < len(found["subj"]):
        found["subj"] = before
    _outer(parse, index, found, passive=passive)
    resolve_relatives(parse, found)


def _is_late(parse: Parse, verb: int, child: int) -> bool:
    """Tell whether a "subject" behind its verb is the object: another stands before the verb,
    or the verb is one of aiming (strikes engaged a unit).
    """
    alone = all(c > verb for c in parse.children(verb, "nsubj"))
    if child < verb or (alone and parse.lemma(verb) not in _AIMING):
        return False
    return all(parse.tokens[i].upos != "PUNCT" for i in range(verb + 1, child))


def _lent_objects(parse: Parse, index: int) -> list[int]:
    """Give the objects behind a coordinated verb that the parse hangs on the verb before it."""
    token = parse.tokens[index]
    if token.deprel != "conj" or token.head < 0 or token.upos != "VERB":
        return []
    own = parse.children(index, "obj", "nsubj", "nsubj:pass", "aux:pass", "obl:agent")
    if own or parse.tokens[token.head].upos != "VERB":
        return []
    return [c for c in parse.children(token.head, "obj") if c > index]


def _is_lent(parse: Parse, verb: int, child: int) -> bool:
    return any(child in _lent_objects(parse, c) for c in parse.children(verb, "conj"))


def _oblique(parse: Parse, child: int, found: Functions, *, passive: bool) -> None:
    token = parse.tokens[child]
    marker = case_of(parse, child)
    if (token.deprel == "obl:agent" and marker in {"by", ""}) or (marker == "by" and passive):
        _put(found, "by", child, "obl:agent")
    elif marker:
        _put(found, marker, child, f"obl:{marker}")
        # An oblique's own modifiers in a series (on X in Y) belong to the verb as well.
    elif token.deprel in {"obl:tmod", "obl:unmarked", "obl:npmod"}:
        _put(found, "unmarked", child, token.deprel)


def case_of(parse: Parse, index: int) -> str:
    """Give the preposition of a phrase ("on", "out_of"), "" for none."""
    cases = [c for c in parse.children(index, "case") if c < index]
    if not cases:
        return ""
    words = [parse.lemma(c) for c in cases]
    fixed = [parse.lemma(f) for c in cases for f in parse.children(c, "fixed")]
    every = tuple(words + fixed)
    for pair, name in _PREPOSITIONS_PHRASE.items():
        if every[: len(pair)] == pair:
            return name
    return every[-1] if len(every) > 1 and every[0] in {"up", "from", "out"} else every[0]


def _outer(parse: Parse, index: int, found: Functions, *, passive: bool) -> None:
    """Find the subject that a verb without one of its own shares with another clause."""
    if "subj" in found or (passive and "obj" in found):
        return
    head = (token := parse.tokens[index]).head
    if head < 0:
        return
    role = "obj" if passive else "subj"
    if (fronted := fronted_subject(parse, index)) is not None:
        _put(found, role, fronted, "fronted>nsubj")
    elif is_relation(token.deprel, ("acl", "amod")):
        if token.deprel == "acl:relcl" and "subj" in found:
            return
        if token.xpos == "TO" or any(parse.lemma(c) == "to" for c in parse.children(index, "mark")):
            # An attempt to advance: the subject is the noun's owner.
            for owner, path in _owners(parse, head):
                _put(found, role, owner, f"acl:to>{path}")
            return
        if "obj" in found and role == "obj":
            return
        if role == "subj" and parse.lemma(head) in HOLDERS:
            for owner, path in _owners(parse, head):
                _put(found, role, owner, f"acl:in>{path}")
            return
        _put(found, role, head, token.deprel)
    elif token.deprel in {"xcomp", "conj", "advcl", "ccomp", "parataxis", "csubj"}:
        if token.deprel == "ccomp" and parse.tokens[index].xpos not in {"VBG", "VB"}:
            return
        for filler, path in subjects_of(parse, head, token.deprel, 0):
            _put(found, role, filler, f"{token.deprel}>{path}")


def _owners(parse: Parse, noun: int) -> list[tuple[int, str]]:
    """Whose a noun is: its possessor, its attribute, or the subject of its light verb."""
    for child in parse.children(noun, "nmod:poss", "compound", "amod"):
        return [(child, parse.tokens[child].deprel)]
    for child in parse.children(noun, "nmod"):
        if case_of(parse, child) in {"by", "of"}:
            return [(child, "nmod")]
    head = parse.tokens[noun].head
    if head >= 0 and parse.tokens[noun].deprel in {"obj", "obl"} and parse.lemma(head) in LIGHT:
        return subjects_of(parse, head, "obj", 0)
    return []


def subjects_of(parse: Parse, verb: int, through: str, depth: int) -> list[tuple[int, str]]:
    """Give the subject of ``verb`` as a dependent clause of relation ``through`` inherits it."""
    if depth > 4:
        return []
    if through in {"xcomp", "advcl", "acl", "ccomp"} and parse.lemma(verb) in OBJECT_CONTROL:
        objects = parse.children(verb, "obj", "iobj")
        if objects:
            return [(objects[0], "control:obj")]
    token = parse.tokens[verb]
    for child in parse.children(verb, "nsubj"):
        if child < verb or parse.lemma(verb) not in LIGHT | _AIMING:
            return [(child, parse.tokens[child].deprel)]
    if token.xpos in {"VBD", "VBP", "VBZ"}:
        # A clause before it in a series, taken for subordinate: X launched two raids, made a third.
        for clause in parse.children(verb, "advcl", "ccomp", "parataxis", "dep"):
            if clause < verb and parse.tokens[clause].xpos == token.xpos:
                marked = parse.children(clause, "mark")
                for child in () if marked else parse.children(clause, "nsubj"):
                    if child < clause:
                        return [(child, f"series>{parse.tokens[child].deprel}")]
    if token.deprel == "acl:relcl" or (is_relation(token.deprel, ("acl",)) and token.head >= 0):
        return [(token.head, token.deprel)]
    if token.head >= 0 and token.deprel in {"conj", "xcomp", "advcl", "parataxis", "ccomp"}:
        if token.upos not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return []
        return subjects_of(parse, token.head, token.deprel, depth + 1)
    return []


def _nominal(parse: Parse, index: int, found: Functions) -> None:
    for child in parse.children(index):
        token = parse.tokens[child]
        if token.deprel == "nmod:poss":
            _put(found, "poss", child, token.deprel)
        elif token.deprel in {"compound", "amod", "nmod:desc", "nummod", "flat"} and child < index:
            if token.deprel != "nummod":
                _put(found, "mod", child, token.deprel)
        elif is_relation(token.deprel, ("nmod", "obl")):
            marker = case_of(parse, child)
            _put(found, marker or "mod", child, f"nmod:{marker}")
        elif token.deprel in {"nsubj", "nsubj:outer"}:
            # The town is under fire: under it, one is its target.
            under = case_of(parse, index) == "under"
            _put(found, "on" if under else "subj", child, token.deprel)
    token = parse.tokens[index]
    if token.upos == "ADJ" and token.head >= 0:
        # Fifty soldiers dead; the blast left them dead.
        if token.deprel == "amod" and token.head < index:
            _put(found, "subj", token.head, "amod")
        elif token.deprel == "xcomp":
            for child in parse.children(token.head, "obj"):
                _put(found, "subj", child, "xcomp>obj")
    if token.deprel == "nmod" and token.head >= 0 and case_of(parse, index) == "with":
        # Patients with wounds: the noun before has them.
        _put(found, "lsuffer", token.head, "nmod:with")
    _light(parse, index, found)
    for clause in parse.children(index, "acl"):
        if parse.tokens[clause].xpos == "VBN":
            _attributed(parse, clause, found)
    for clause in parse.children(index, "acl"):
        lemma = parse.lemma(clause)
        if (
            lemma in _AIMING
            and parse.tokens[clause].xpos != "VBN"
            and not is_passive(parse, clause)
        ):
            # Bombings that targeted bus stations: what they aim at is their target.
            for child in parse.children(clause, "obj"):
                _put(found, "on", child, f"aims:{lemma}")
    for clause in parse.children(index, "acl:relcl"):
        if parse.lemma(clause) in LIGHT or parse.lemma(clause) in _COMMITTED:
            inner: Functions = {}
            _verbal(parse, clause, inner)
            for name, fillers in inner.items():
                kept = [(f, path) for f, path in fillers if f != index]
                if name == "subj" and not is_passive(parse, clause):
                    found.setdefault("lsubj", []).extend(kept)
                elif name not in {"subj", "obj"}:
                    found.setdefault(name, []).extend(kept)
    resolve_relatives(parse, found)


def _attributed(parse: Parse, clause: int, found: Functions) -> None:
    """See whose deed a participle tells: a raid conducted by X, strikes attributed to X."""
    lemma = parse.lemma(clause)
    for child in parse.children(clause, "obl"):
        marker = case_of(parse, child)
        done = marker == "by" and (lemma in LIGHT or lemma in _COMMITTED)
        if done or (marker == "to" and lemma in _ASCRIBED):
            _put(found, "by", child, f"acl:{lemma}")


def _light(parse: Parse, noun: int, found: Functions) -> None:
    """Take the arguments of the light verb that a nominal trigger leans on."""
    token = parse.tokens[noun]
    head = token.head
    follows = noun + 1 < len(parse.tokens) and parse.lemma(noun + 1) in _AIMING
    if follows and parse.tokens[noun + 1].upos == "VERB" and token.deprel != "nsubj":
        # In a list of strikes the parse may hang the verb anywhere: it stands next to them.
        head, token = noun + 1, replace(token, head=noun + 1, deprel="nsubj")
    if head < 0:
        return
    if token.deprel == "conj":
        head = parse.tokens[head].head if parse.tokens[head].head >= 0 else head
        token = parse.tokens[token.head]
    verb = parse.tokens[head]
    if verb.upos not in {"VERB", "AUX"}:
        return
    lemma = parse.lemma(head)
    if token.deprel == "nsubj" and lemma in _AIMING and noun < head:
        aimed: Functions = {}
        _verbal(parse, head, aimed)
        for filler, path in aimed.get("obj", ()):
            if filler != noun:
                _put(found, "on", filler, f"aims:{path}")
        return
    late = token.deprel == "nsubj" and noun > head and lemma in LIGHT
    if token.deprel == "nsubj:pass" and lemma in LIGHT:
        for child in parse.children(head, "obl"):
            marker = case_of(parse, child)
            agent = parse.tokens[child].deprel == "obl:agent" or marker == "by"
            _put(found, "by" if agent else marker, child, f"light:{lemma}")
        return
    if token.deprel == "obl" and case_of(parse, noun) == "with" and lemma not in SUFFERING:
        for filler, path in subjects_of(parse, head, "obl", 0):
            if not is_passive(parse, head):
                _put(found, "lsubj", filler, f"with:{lemma}>{path}")
        return
    if (token.deprel not in {"obj", "obl", "xcomp"} and not late) or (
        lemma not in LIGHT and lemma not in SUFFERING
    ):
        return
    function = "lsubj" if lemma in LIGHT else "lsuffer"
    if token.deprel == "obl" and lemma not in {"come", "respond", "engage", "go", "reply"}:
        return
    passive = is_passive(parse, head)
    if not passive:
        inner: Functions = {}
        _verbal(parse, head, inner)
        subjects = [s for s in inner.get("subj", []) if s[0] != noun or not late]
        for filler, path in subjects or subjects_of(parse, head, "obj", 0):
            _put(found, function, filler, f"light:{lemma}>{path}")
    for child in parse.children(head, "obl", "iobj"):
        if child != noun:
            marker = case_of(parse, child) or "iobj"
            if passive and marker == "by":
                marker = "by"
            _put(found, marker, child, f"light:{lemma}")


def with_conjuncts(parse: Parse, index: int) -> list[int]:
    """Give a filler and the nouns coordinated with it that follow it."""
    found = [index]
    stack = [index]
    while stack:
        at = stack.pop()
        for child in parse.children(at, "conj"):
            if parse.tokens[child].upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}:
                if any(parse.tokens[c].deprel == "nsubj" for c in parse.children(child)):
                    continue
                found.append(child)
                stack.append(child)
    found.sort()
    return found
