"""Random cases, planned in every format."""

from case_file import CaseFile


def commands(known, item, chance):
    case = CaseFile(known, chance)
    yield case.command("plan", "--format", "json", counts=True)
    for word, more in (("text", [[]]), ("csv", [[]]), ("ics", [[], ["--with-doses"]]),
                       ("fhir", [[], ["--fhir-bundle", "transaction"]])):
        yield case.command("plan", "--format", word, *chance.choice(more))
