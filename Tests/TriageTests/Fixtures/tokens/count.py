"""Counts tokens with real tokenizers: count.py FILE... prints one JSON object a file, as in counts.jsonl.

pip install bpe-openai==0.1.4 mistral-common==1.13.1 sentencepiece
"""
import json
import os
import sys

import bpe_openai
import mistral_common
import sentencepiece
from mistral_common.tokens.tokenizers.tekken import Tekkenizer

data = os.path.join(os.path.dirname(mistral_common.__file__), "data")
pieces = sentencepiece.SentencePieceProcessor()
pieces.Load(os.path.join(data, "mistral_instruct_tokenizer_241114.model.v7"))
tekken = Tekkenizer.from_file(os.path.join(data, "tekken_240911.json"))
o200k = bpe_openai.get_encoding("o200k_base")

for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    counts = {
        "name": path,
        "text": text,
        "o200k": len(o200k.encode(text)),
        "tekken": len(tekken.encode(text, bos=False, eos=False)),
        "sp32k": len(pieces.Encode(text)),
    }
    print(json.dumps(counts, ensure_ascii=False, sort_keys=True))
