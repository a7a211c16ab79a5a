"""Every numbered message: what is so, what it likely means, what to do.

The exception tree::

    WhosaysError
    ├── InputError       A1xx  a file or a text that cannot be read
    ├── SettingsError    A2xx  settings
    ├── PipelineError    A3xx  annotators that do not fit together
    ├── ResourceError    A4xx  lexicons, catalogues, gazetteers
    ├── ModelError       A5xx  model folders
    ├── LedgerError      A6xx  the ledger and its store
    ├── UsageError       A7xx  what a caller or a command line asked for
    └── WebError         A9xx  the web app
"""

from __future__ import annotations

__all__ = [
    "MESSAGES",
    "InputError",
    "LedgerError",
    "ModelError",
    "PipelineError",
    "ResourceError",
    "SettingsError",
    "UsageError",
    "WhosaysError",
]

MESSAGES: dict[str, str] = {
    # A1xx: input
    "A101": "No file or folder {path}. "
    "The path is probably mistyped or relative to another folder. Check it with ls.",
    "A102": "{path} is empty (0 characters of text). "
    "The download or export probably failed. Fetch the report again.",
    "A103": "{path} is not text ({found}). "
    "It is probably an image, an archive or a program. Convert it to text or HTML first.",
    "A104": "No report found under {path}: no file of a known kind ({kinds}). "
    "The folder is probably the wrong one. Name a file, or a folder with .txt or .html files.",
    "A105": "{path} cannot be read ({reason}). "
    "Permissions or a device error are the usual cause. Check the file's rights.",
    "A106": "{path} is {size} MiB; the limit is {limit} MiB. "
    "It is probably a dump rather than a report. Split it, or raise reading.max_bytes.",
    "A107": "{path} holds HTML without any readable text. "
    "The page is probably drawn by scripts. Save it from a browser, or paste its text.",
    "A108": "Published date {value} is not of the form YYYY-MM-DD. "
    "Another date style was probably used. Write it as in 2022-07-19.",
    "A109": "Manifest {path}, line {line}: {reason}. "
    "The columns are name, published, publisher, title, separated by tabs. Mend the line.",
    "A110": "{path}: {count} bytes could not be decoded as {encoding} and were replaced. "
    "The file is probably damaged or of mixed encodings. Check the marked places.",
    "A111": "{path}: the text holds half a character (a lone surrogate) at offset {at}. "
    "It was probably cut between the two halves of an emoji. Decode it again from its bytes.",
    # A2xx: settings
    "A201": "Unknown setting {key} in {where}. "
    "It is probably misspelt; known ones nearby: {near}. Remove or mend it.",
    "A202": "Setting {key} is {value!r}, but {wanted} is wanted. "
    "The value has another type or range. Mend it in {where}.",
    "A203": "Settings file {path} cannot be parsed ({reason}). "
    "It is probably not valid TOML. Mend the line named.",
    # A3xx: pipeline
    "A301": "Annotator {name} requires layer {layer}, which no annotator provides. "
    "One was probably left out. Add the annotator that provides it.",
    "A302": "Layer {layer} has two writers: {first} and {second}. "
    "Two annotators probably do the same task. Remove one.",
    "A303": "Annotators {names} require each other in a circle. "
    "A layer is probably declared in the wrong room. Break the circle.",
    "A304": "Layer {layer} was asked for before it was written. "
    "The annotator probably does not declare it in requires. Declare it.",
    "A305": "Annotator {name} failed on {document} ({reason}). "
    "This is a fault of the program. Report it with the document, if it may be shared.",
    "A306": "Annotator {name} wrote {found} but declares {wanted}. "
    "Its provides is out of date. Mend the declaration.",
    # A4xx: resources
    "A401": "Data file {path} is missing. "
    "The installation is probably incomplete. Install whosays again.",
    "A402": "Data file {path}: {reason}. "
    "A row was probably edited by hand. Mend it; whosays doctor names the line.",
    "A411": "No gazetteer file {path}. "
    "It was probably moved or never added. whosays gazetteer list shows what is there.",
    "A412": "Gazetteer {path} was folded with rules {found}, this code uses {wanted}. "
    "It was probably built by another release. Rebuild it: whosays gazetteer add FILE.",
    "A413": "Gazetteer {path} cannot be read ({reason}). "
    "The file is probably damaged or of another kind. Remove it and add or get it again.",
    "A414": "{path}, line {line}: {reason}. "
    "A GeoNames country dump has 19 columns divided by tabs. "
    "Fetch the dump again, unzipped or as .zip.",
    "A415": "{path} holds no place ({reason}). "
    "It is probably another kind of file. Give a GeoNames country dump such as UA.txt or UA.zip.",
    "A416": "{url} could not be downloaded ({reason}). "
    "The network or the server is probably down; what came is kept. "
    "Run the command again to resume.",
    "A417": "{path}: the download has {found}, but {wanted} was announced. "
    "The transfer was probably cut or altered, and the file is thrown away. Run the command again.",
    "A418": "No gazetteer named {name}; there are: {known}. "
    "The name is probably mistyped. whosays gazetteer list shows the names.",
    "A419": "{name!r} is no country code. "
    "Gazetteers are fetched by ISO 3166-1 alpha-2 code. Write it as in: whosays gazetteer get UA.",
    # A5xx: models
    "A501": "No model {name} {version} under {path}. "
    "The package was probably built without its data. "
    "Install the wheel, or train the model: see training/README.md.",
    "A502": "Model file {path} has sha256 {found}, its card says {wanted}. "
    "It is probably damaged or was replaced. Install whosays again.",
    # A6xx: ledger
    "A601": "Ledger {path} has schema {found}, this program knows up to {known}. "
    "A newer whosays wrote it. Install whosays again in its newest version.",
    "A602": "{path} is not a sound ledger ({reason}). "
    "It is another kind of file, or it was damaged. Name another file, or restore a backup.",
    "A603": "Ledger {path} cannot be written: the file or its folder is read-only. "
    "Its rights or its disk forbid it. Change the rights, or open it with read_only=True.",
    "A604": "The disk of ledger {path} is full; nothing of this entry was kept, "
    "all before is safe. "
    "Other files probably fill it. Free some space, then repeat the command.",
    "A605": "Ledger {path} is locked by another writer for more than {seconds} s. "
    "A long import is probably running. Wait for it, then repeat the command.",
    "A606": "Ledger {path} cannot be opened ({reason}). "
    "Nothing was probably read into it yet, or its folder is closed to you. "
    "Read a report first (whosays read FILE), or check the path and its rights.",
    "A607": "The reading of {document} names no run. "
    "It was probably built by hand. Give Reading.run, so that it can be repeated.",
    "A608": "Ledger {path}: {table} refuses to change or lose row {row}. "
    "The ledger only grows. Append a revision instead.",
    "A609": "{path} is there already. "
    "A backup or a restored ledger never overwrites a file. Name a new one, or move this one away.",
    # A7xx: usage
    "A701": "No bundled report {name}. The name is probably misspelt. There are: {names}.",
    "A702": "Nothing in the ledger {path} is called {name}. "
    "It was probably read into another ledger, or its id is mistyped. List them: whosays claims.",
    "A703": "{name} fits {count} entries of the ledger: {names}. "
    "The id is too short. Give more of its characters.",
    "A721": "Claim {claim}: {field} cannot be set so ({reason}). "
    "The field or the shape of its value is probably mistyped. See whosays show for its values.",
    "A722": "A decision needs the name of who decides. "
    "The reviewer was probably left out. Give by=NAME, or --by NAME.",
    "A704": "{value} is no circle. "
    "It was probably written with blanks or units. Write LAT,LON,KM, as in 48.98,37.80,15.",
    "A731": "There is a reviewer {name} already. "
    "Someone added the name before. Take another name, or give this one a new password.",
    "A732": "A password needs {shortest} characters or more. "
    "This one is shorter. Take a longer one, such as four words.",
    "A733": "No reviewer of this ledger is called {name}. "
    "The name is probably misspelt, or it was removed. List them: whosays reviewers list.",
    "A734": "{grade} is no grade of reliability. "
    "It was probably mistyped. Give A (completely reliable) to E (unreliable), or F (unknown).",
    "A735": "A source needs a name. It was probably left out. List the sources: whosays sources.",
    "A736": "Entry {seq} cannot be taken back ({reason}). "
    "Decisions that still hold can be. List them (whosays review --decisions), or decide anew.",
    # A9xx: web
    "A901": "The web app needs {module}, which is not installed. "
    "whosays was probably installed without its web extra. Run: pip install 'whosays[web]', "
    "or in a checkout: make serve.",
    "A902": "Port {port} on {host} cannot be opened ({reason}). "
    "Another program, or another whosays serve, probably holds it. "
    "Try: whosays serve --port {other}.",
    "A903": "{url} is not fetched: {reason}. "
    "Only public web pages are fetched, so that a link cannot reach into your network. "
    "Save the page and drop the file instead.",
    "A904": "{url} could not be fetched ({reason}). "
    "The site is probably down, slow or closed to programs. Save the page and drop the file.",
    "A905": "The upload is larger than {limit} MiB. "
    "It is probably a dump rather than reports. Read it with: whosays read FILE.",
    "A906": "This request did not come from a page of this app ({reason}). "
    "Another site probably sent it, or the app was started again. Reload the page and repeat.",
    "A907": "Nothing to read: no text, no file and no address were given. "
    "The form was probably sent empty. Paste a report, drop a file, or give an address.",
    "A908": "There is no page {path}. "
    "The address is probably mistyped, or an unsaved report was forgotten. Go to the claims.",
    "A909": "{name} cannot be {value!r}. "
    "The address was probably cut or edited. Reset the filters and choose again.",
    "A910": "This link makes no account any more. "
    "whosays serve was probably started again since. Take the link that it printed last.",
    "A911": "Name or password is wrong. "
    "One of them was probably mistyped. Try again; whoever keeps the ledger can set a new one: "
    "whosays reviewers password NAME.",
    "A912": "Too many wrong passwords: the next try is open in {seconds} s. "
    "Someone probably mistyped it often, or is guessing. Wait, then try again.",
    "A913": "The two passwords differ. One of them was probably mistyped. Write both again.",
    "A914": "The report does not hold the words {words!r}. "
    "They were probably changed on the way. Select them in its text, or write them as they stand.",
    "A915": "{name} cannot be {value!r}. "
    "It was probably mistyped: only values of the codebook fit. Choose one of those offered.",
}


class WhosaysError(Exception):
    """A numbered error; ``code`` is its number, ``values`` what the message was made from."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        self.message = MESSAGES[code].format(**values)
        super().__init__(f"{code}: {self.message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Cross process borders with code and values."""
        return (_rebuild, (type(self), self.code, self.values))


def _rebuild(kind: type[WhosaysError], code: str, values: dict[str, object]) -> WhosaysError:
    return kind(code, **values)


class InputError(WhosaysError):
    """A file or a text cannot be read."""


class SettingsError(WhosaysError):
    """Settings are unknown or of the wrong kind."""


class PipelineError(WhosaysError):
    """Annotators do not fit together, or one failed."""


class ResourceError(WhosaysError):
    """A lexicon, catalogue or gazetteer cannot be used."""


class ModelError(WhosaysError):
    """A model folder cannot be used."""


class LedgerError(WhosaysError):
    """The ledger cannot be opened, read or written."""


class UsageError(WhosaysError):
    """A call or a command line asks for something that does not exist."""


class WebError(WhosaysError):
    """The web app cannot do what a request asks."""
