"""The annex: confidential notices between two sides, which the server carries and cannot read.

What a notice says is sealed in the sender's browser to named persons. Here lie only sealed bytes, public keys, private
keys wrapped under passphrases that never come here, and the trail: who, when, which number. No other room of the house
imports this one; `chungtay.urls` opens its door.
"""
