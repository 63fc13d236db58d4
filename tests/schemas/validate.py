"""Judges outputs by their schemas.

Standard input: a JSON list of {"what", "form": json|jsonl|toml|junit|csv, "schema", "text"};
the schema is the name of a file beside this one or, for TOML, the schema itself.
Standard output: what is wrong, a line each; nothing where all are valid.
"""

import csv
import io
import json
import pathlib
import sys
import tomllib

import jsonschema
from lxml import etree


def by_schema(documents, schema):
    validator = jsonschema.validators.validator_for(schema)(schema)
    for document in documents:
        for error in validator.iter_errors(document):
            yield f"{error.json_path}: {error.message}"


def problems(form, data, schema):
    if form == "json":
        yield from by_schema([json.loads(data)], json.load(open(schema, encoding="utf-8")))
    elif form == "jsonl":
        schema = json.load(open(schema, encoding="utf-8"))
        schema["$ref"] = "#/$defs/PortfolioJson"
        schema["properties"] = {"schema": schema["properties"]["schema"]}
        schema["required"] = ["schema"]
        yield from by_schema([json.loads(line) for line in data.decode().splitlines()], schema)
    elif form == "toml":
        # Dates reach a schema as text, as they do in editors.
        document = json.loads(json.dumps(tomllib.loads(data.decode()), default=str))
        yield from by_schema([document], schema)
    elif form == "junit":
        checker = etree.XMLSchema(etree.parse(str(schema)))
        document = etree.fromstring(data)
        if not checker.validate(document):
            yield from map(str, checker.error_log)
        for suite in document.iter("testsuite"):
            counted = {
                "tests": len(suite.findall("testcase")),
                "failures": len(suite.findall("testcase/failure")),
                "skipped": len(suite.findall("testcase/skipped")),
            }
            for name, number in counted.items():
                if int(suite.get(name)) != number:
                    yield f"{name}={suite.get(name)}, and there are {number}"
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
        yield from (f"{row}" for row in rows if len(row) != len(rows[0]))
    else:
        raise SystemExit(f"no such form: {form}")


for job in json.load(sys.stdin):
    schema = job["schema"]
    if isinstance(schema, str):
        schema = pathlib.Path(__file__).parent / schema
    try:
        for problem in problems(job["form"], job["text"].encode(), schema):
            print(f"{job['what']}: {problem}")
    except (ValueError, etree.XMLSyntaxError, csv.Error) as error:
        print(f"{job['what']}: {error}")
