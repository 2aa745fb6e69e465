"""Reads policies by name as JSON, and writes what parliament and cloudsplaining find in each of their statements."""
import json
import sys

from cloudsplaining.scan.policy_document import PolicyDocument
from parliament import analyze_policy_string

TRAITS = [
    "allows_data_exfiltration_actions",
    "allows_privilege_escalation",
    "contains_statement_using_not_action",
    "credentials_exposure",
    "infrastructure_modification",
    "permissions_management_without_constraints",
    "service_wildcard",
    "tagging_actions_without_constraints",
    "write_actions_without_constraints",
]


def findings(document):
    for finding in analyze_policy_string(json.dumps(document)).findings:
        yield f"parliament {finding.issue}"
    policy = PolicyDocument(document)
    for trait in TRAITS:
        if getattr(policy, trait):
            yield f"cloudsplaining {trait}"


def each():
    for name, document in json.load(sys.stdin).items():
        own = set()
        for statement in document["Statement"]:
            for found in findings({**document, "Statement": [statement]}):
                own.add(found)
                yield {"policy": name, "sid": statement.get("Sid"), "found": found}
        for found in findings(document):
            # What only the whole of a policy allows.
            if found not in own:
                yield {"policy": name, "sid": None, "found": found}


json.dump(list(each()), sys.stdout)
