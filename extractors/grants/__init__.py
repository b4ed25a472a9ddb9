"""Who is given how much and for what, as prose and tables say it."""

from __future__ import annotations

from extractors.grants.fund import FundName, find_fund
from extractors.grants.grant import Grant, Payee, Share, to_yuan
from extractors.grants.lines import Line, read_lines
from extractors.grants.passage import find_passages
from extractors.grants.prose import read_grants
from extractors.grants.same import Area, SameMoney, find_same_money
from extractors.grants.unit_proof import UnitProof, find_unit_proofs

__all__ = [
    "Area",
    "FundName",
    "Grant",
    "Line",
    "Payee",
    "SameMoney",
    "Share",
    "UnitProof",
    "find_fund",
    "find_passages",
    "find_same_money",
    "find_unit_proofs",
    "read_grants",
    "read_lines",
    "to_yuan",
]
