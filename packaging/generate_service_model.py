"""Write resources/service_model.json from the service model of the installed botocore.

It holds the fields and limits of every operation of `personalize-events`, and the regions of the service.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

import botocore.session

TARGET: Final = Path(__file__).parent.parent / "resources" / "service_model.json"
SERVICE: Final = "personalize-events"
_METADATA: Final = ("apiVersion", "endpointPrefix", "protocol", "signingName")
_TRAITS: Final = ("required", "min", "max", "pattern", "sensitive", "jsonvalue")

Json = dict[str, Any]


def render() -> str:
    """Return the text of the file; operations are sorted, members are in the model's order."""
    session = botocore.session.Session()
    model = session.get_service_model(SERVICE)
    text = json.dumps(
        {
            "metadata": {name: model.metadata[name] for name in _METADATA},
            # botocore lists none under the name of the events service.
            "regions": session.get_available_regions("personalize"),
            "operations": {
                name: _operation(model.operation_model(name)) for name in sorted(model.operation_names)
            },
        },
        indent=2,
    )
    innermost = r"[\[{][^\[\]{}]*[\]}]"
    return re.sub(innermost, lambda found: re.sub(r"\n *", " ", found[0]), text) + "\n"


def _operation(operation: Any) -> Json:  # noqa: ANN401  # botocore has no types
    return {
        "method": operation.http["method"],
        "uri": operation.http["requestUri"],
        "errors": {error.name: error.metadata["error"]["httpStatusCode"] for error in operation.error_shapes},
        "input": _shape(operation.input_shape),
    }


def _shape(shape: Any) -> Json:  # noqa: ANN401  # botocore has no types
    traits = {**shape.metadata, **shape.serialization}
    described: Json = {"shape": shape.name, "type": shape.type_name}
    described |= {trait: traits[trait] for trait in _TRAITS if traits.get(trait)}
    if shape.type_name == "list":
        described["member"] = _shape(shape.member)
    if shape.type_name == "structure":
        described["members"] = {name: _shape(member) for name, member in shape.members.items()}
    return described


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
