"""Writes what jinja2, set up as transformers does it, makes of templates and expressions.

    python Tools/chat_template_figures.py

The templates are written from the published formats of the model families. The result is conversations.json, expected.json,
features.json and expressions.json in Tests/InferenceTests/Fixtures/ChatTemplates, which the Swift tests compare with.
"""

import json
import pathlib

import jinja2
from transformers.utils.chat_template_utils import _compile_jinja_template

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/InferenceTests/Fixtures/ChatTemplates"


def template(source):
    """The template as transformers compiles it, but on a day that does not change, whatever the time zone."""
    compiled = _compile_jinja_template(source)
    compiled.globals["strftime_now"] = lambda form: "02 Jan 1970"
    return compiled


CONVERSATIONS = {
    "one": [{"role": "user", "content": "Hi there"}],
    "system": [
        {"role": "system", "content": " Responde en español. "},
        {"role": "user", "content": "¿Qué hace la temperatura?\n"},
    ],
    "turns": [
        {"role": "user", "content": "2 + 2?"},
        {"role": "assistant", "content": " <think>\nsum\n</think>\n\nFour. 😀 "},
        {"role": "user", "content": "And <|im_end|> \"3\"?"},
    ],
    "ended": [{"role": "user", "content": "Go"}, {"role": "assistant", "content": "Gone"}],
    "twice": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}],
    "empty": [{"role": "user", "content": ""}],
    "long": [{"role": role, "content": f" {role} {number}\n"} for number in range(3) for role in ("user", "assistant")][:5],
    "markers": [{"role": "user", "content": "[INST] </s> <|end|> {{ x }} {% raw %}"}, {"role": "assistant", "content": "<think></think>ok"},
                {"role": "user", "content": "\n\n- a\n- b"}],
    "thinking": [{"role": "user", "content": "why?"}, {"role": "assistant", "content": "<think>\na\nb\n</think>\n\nc </think> d"},
                 {"role": "user", "content": "and?"}, {"role": "assistant", "content": "so"}, {"role": "user", "content": "x"}],
    "assistant first": [{"role": "assistant", "content": "Hi!"}, {"role": "user", "content": "Hello"}],
}
SYSTEM = {"role": "system", "content": "Be brief.\nAnswer in Spanish. "}
# Each with a system prompt and without.
CONVERSATIONS |= {name + " with system": [SYSTEM] + messages for name, messages in CONVERSATIONS.items() if messages[0]["role"] != "system"}

WEATHER = {"type": "function", "function": {
    "name": "weather", "description": "Tells the weather of a <place> & more.\nIn °C.", "parameters": {"type": "object", "properties": {
        "place": {"type": "string", "description": "Where."}, "days": {"type": ["integer", "null"]},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"hour": {"type": "integer"}}}}}, "required": ["place"]}}}
CLOCK = {"type": "function", "function": {"name": "clock", "description": "", "parameters": {"type": "object", "properties": {}}}}


def call(number, name, arguments):
    return {"id": f"call0000{number}", "type": "function", "function": {"name": name, "arguments": arguments}}


ASKED = {"role": "user", "content": "Weather in Málaga?"}
CALLED = {"role": "assistant", "content": "", "tool_calls": [call(1, "weather", {"place": "Málaga", "days": 2, "sure": True, "why": None})]}
RESULT = {"role": "tool", "name": "weather", "tool_call_id": "call00001", "content": "{\"°C\": 21.5}"}
# What only some of the formats know: the others ignore or refuse it.
RICH = {
    "tools": {"messages": [ASKED], "tools": [WEATHER, CLOCK]},
    "tools with system": {"messages": [SYSTEM, ASKED], "tools": [WEATHER]},
    "a call": {"messages": [ASKED, CALLED, RESULT], "tools": [WEATHER]},
    "an answer after a call": {"messages": [SYSTEM, ASKED, CALLED, RESULT, {"role": "assistant", "content": "21.5 °C."}, {"role": "user", "content": "Thanks"}], "tools": [WEATHER]},
    "two calls": {"messages": [ASKED, {"role": "assistant", "content": "Both.", "tool_calls": [call(1, "weather", {"place": "Rome"}), call(2, "clock", {})]},
                               RESULT, RESULT | {"tool_call_id": "call00002", "content": "12:00"}], "tools": [WEATHER, CLOCK]},
    "a short id": {"messages": [ASKED, CALLED | {"tool_calls": [call(1, "clock", {}) | {"id": "1"}]}], "tools": [CLOCK]},
    "documents": {"messages": [SYSTEM, ASKED], "documents": [{"title": "Málaga", "text": "Sunny.\nWarm."}, {"title": "Rome", "text": "Rain", "page": 3}]},
    "thoughts of their own": {"messages": [ASKED, {"role": "assistant", "reasoning_content": "\nhm\n", "content": "Sunny"}, ASKED,
                                           {"role": "assistant", "reasoning_content": "again", "content": "Still"}]},
    "no thinking": {"messages": [ASKED], "enable_thinking": False},
    "parts": {"messages": [{"role": "user", "content": [{"type": "text", "text": " See "}, {"type": "image"}, {"type": "text", "text": "this"}]}]},
    "builtin tools": {"messages": [ASKED, CALLED, RESULT], "builtin_tools": ["code_interpreter", "weather"], "tools_in_user_message": False, "tools": [CLOCK]},
    "names": {"messages": [{"role": "user", "name": "Ana", "content": "Hi"}, {"role": "developer", "content": "Be kind"}]},
}

VALUES = {
    "text": " Hola, Mundo ",
    "words": ["b", "a", "c"],
    "numbers": [3, 1, 2],
    "people": [{"name": "Ana", "age": 30}, {"name": "Bo", "age": 5}, {"name": "Cy"}],
    "empty": "",
    "nothing": None,
    "one": 1,
    "half": 0.5,
}

EXPRESSIONS = """
{{ text|trim }}|{{ text.strip() }}|{{ text|upper }}|{{ text.lower() }}|{{ text|length }}
{{ 'hello world'|title }}|{{ 'hELLO'|capitalize }}|{{ "it's"|title }}
{{ words|join(', ') }}|{{ words|join }}|{{ people|map(attribute='name')|join('+') }}|{{ words|map('upper')|list }}
{{ words|first }}{{ words|last }}{{ words[-1] }}{{ words[5] }}|{{ words[1:] }}|{{ words[::-1] }}|{{ text[1:5] }}|{{ text[-3:] }}|{{ words[:-1] }}
{{ people|selectattr('age', 'defined')|map(attribute='age')|list }}|{{ people|rejectattr('age', 'gt', 10)|list|length if false else 'x' }}
{{ people[:2]|selectattr('age', 'gt', 10)|map(attribute='name')|join }}|{{ numbers|select('odd')|list }}|{{ numbers|reject('equalto', 1)|list }}
{{ {'a': 1, 'b': [true, none, 1.5, "x\\"y\\n"]}|tojson }}|{{ words|tojson(indent=2) }}|{{ {}|tojson }}|{{ []|tojson(indent=2) }}
{{ {'b': 1, 'a': {'c': 'é'}}|tojson(indent=4) }}|{{ {'a': 1}|tojson(separators=(',', ':')) }}
{{ missing|default('x') }}|{{ empty|default('x') }}|{{ empty|default('x', true) }}|{{ nothing|default('x') }}|{{ missing }}
{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 10 }} {{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 4 / 2 }} {{ 7.5 // 2 }}
{{ 1 < 2 <= 2 }} {{ 1 == 1.0 }} {{ 'a' in words }} {{ 'z' not in words }} {{ not one }} {{ one and half }} {{ nothing or 'o' }} {{ 'a' < 'b' }}
{{ 'ab' * 3 }}|{{ 'a' ~ 1 ~ none ~ true }}|{{ [1] + [2] }}|{{ 'a' 'b' }}
{{ one is defined }} {{ missing is undefined }} {{ nothing is none }} {{ text is string }} {{ words is iterable }} {{ people[0] is mapping }} {{ half is number }} {{ 4 is divisibleby 2 }} {{ 4 is even }} {{ one is not none }} {{ words is sequence }} {{ true is boolean }} {{ 1 is in [1, 2] }}
{{ 'yes' if one else 'no' }} {{ 'yes' if nothing }} {{ 'a' if nothing else 'b' if nothing else 'c' }}
{{ text.split(',') }}|{{ 'a b  c'.split() }}|{{ 'a,b,c'.split(',', 1) }}|{{ 'abc'.replace('b', 'xx') }}|{{ 'aaa'|replace('a', 'b', 2) }}
{{ 'abc'.startswith('ab') }} {{ 'abc'.endswith(('x', 'c')) }} {{ 'abc'.find('c') }} {{ '  x '.lstrip() }}| {{ 'xxaxx'.strip('x') }} {{ 'a-b'.title() }}
{% for key, value in {'a': 1, 'b': 2}.items() %}{{ key }}={{ value }};{% endfor %}{% for key in {'a': 1} %}{{ key }}{% endfor %}{% for key, value in {'b': 1, 'a': 2}|dictsort %}{{ key }}{{ value }}{% endfor %}
{% for w in words %}{{ loop.index }}/{{ loop.length }}{{ '!' if loop.last }}{{ loop.revindex0 }}{% else %}none{% endfor %}{% for w in [] %}{% else %}none{% endfor %}
{% for w in words if w != 'a' %}{{ loop.index }}{{ w }}{% endfor %}{% for n in numbers %}{% if n == 1 %}{% continue %}{% endif %}{% if n == 2 %}{% break %}{% endif %}{{ n }}{% endfor %}
{% set ns = namespace(n=0) %}{% for n in numbers %}{% set ns.n = ns.n + n %}{% endfor %}{{ ns.n }}
{% set x = 1 %}{% for n in numbers %}{% set x = n %}{% endfor %}{{ x }}{% if true %}{% set x = 9 %}{% endif %}{{ x }}
{% macro hi(name, mark='!') %}Hi {{ name }}{{ mark }}{% endmacro %}{{ hi('Ana') }} {{ hi('Bo', mark='?') }} {{ hi('Cy', '.')|upper }}
{% set block %}a{{ one }}b{% endset %}[{{ block }}]{% set a, b = 1, 2 %}{{ a + b }}
{{ numbers|sort }} {{ words|sort(reverse=true) }} {{ numbers|sum }} {{ numbers|min }} {{ numbers|max }} {{ [1, 1, 2]|unique|list }} {{ words|reverse|list }}
{{ '42'|int + 1 }} {{ 'x'|int }} {{ 3.7|int }} {{ '1.5'|float }} {{ 5|string + '!' }} {{ -3|abs }} {{ range(3)|list }} {{ range(1, 6, 2)|list }}
{{ ['a', "it's", 1, none, true, {'k': 'v'}] }} {{ 1.0 }} {{ half }} {{ {'a': 'b'} }}
{{ people[0].get('age') }} {{ people[2].get('age') }} {{ people[2].get('age', 7) }} {{ people[0].keys()|list }} {{ people[2]['age'] }}
{{ '<a href="x">'|e }} {{ 'one\\ntwo'|indent(2) }} {{ 'a\\tb' }} {{ '\\u00e9' }}
  {%- if true %}  x  {%- endif %}  y {{- ' z' }}
{# gone #}kept {#- gone too -#}   close
    {% if true %}
  inner
    {% endif %}
after
{{ dict(a=1, b=2) }} {{ (1, 2)|list }} {{ 10 is gt 5 }} {{ 'A'.isupper() }} {{ '12'.isdigit() }}
""".strip("\n")


def write(name, figures):
    (FOLDER / name).write_text(json.dumps(figures, ensure_ascii=False, indent=0) + "\n")


def main():
    conversations = {name: {"messages": messages} for name, messages in CONVERSATIONS.items()} | RICH
    expected = []
    for path in sorted(FOLDER.glob("*.jinja")):
        compiled = template(path.read_text())
        for name, conversation in conversations.items():
            for adds in (True, False) if name in CONVERSATIONS and "system" not in name else (True,):
                figure = {"template": path.name, "conversation": name, "adds": adds}
                values = {"tools": None, "documents": None, "add_generation_prompt": adds, "bos_token": "<s>", "eos_token": "</s>"}
                try:
                    figure["text"] = compiled.render(**values | conversation)
                except jinja2.exceptions.TemplateError as error:
                    figure["refusal"] = str(error)
                except TypeError:
                    figure["refusal"] = None  # in Python's words, not the template's
                expected.append(figure)
    write("conversations.json", {name: json.dumps(conversation) for name, conversation in conversations.items()})
    write("expected.json", expected)

    # One feature of the language after the other; what jinja2 refuses, the interpreter must refuse too.
    features = []
    for source in (FOLDER / "features.txt").read_text().split("\n%%\n")[:-1]:
        try:
            figure = {"source": source, "text": template(source).render()}
        except Exception as error:
            figure = {"source": source, "text": None, "error": type(error).__name__}
        features.append(figure)
    write("features.json", features)

    lines = EXPRESSIONS.split("\n")
    sources = lines[:28] + ["\n".join(lines[28:])]
    figures = [{"source": source, "text": template(source).render(**VALUES)} for source in sources]
    write("expressions.json", {"values": VALUES, "figures": figures})


main()
