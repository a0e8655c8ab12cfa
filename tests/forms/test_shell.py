"""Command lines: each shell hands on exactly what was meant, and what is read is what it would hand on."""

import re
import subprocess
import time
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events_console.domain.placeholders import has_placeholder
from events_console.forms import Shell, UnreadableError, UnwritableError, body
from events_console.forms.shell import Command, commands, guess, quote
from tests.strategies import unicode_texts
from tests.support import within

_SIGNS: Final = "'\"\\`$%^&!|<>(){}[]*?~#=,;-@ \t\n\r’“„‘aé😀"  # noqa: RUF001  # PowerShell's quotation marks
_SHELLS: Final = {"sh": ["sh", "-s"], "bash": ["bash", "-s"]}
words = st.lists(
    unicode_texts | st.lists(st.sampled_from(_SIGNS), max_size=8).map("".join),
    max_size=8,
).map(lambda texts: [text.replace("\0", "") for text in texts])


def texts(found: Command) -> list[str]:
    return [word.text for word in found.words]


def run(shell: str, lines: list[str]) -> list[list[str]]:
    """Return what programs get from the real ``shell`` on each of ``lines``."""
    script = "".join(f"printf '%s\\0' {line} $'\\x01'\n".replace("$'\\x01'", "'\x01'") for line in lines)
    done = subprocess.run(
        _SHELLS[shell],
        input=script.encode(),
        capture_output=True,
        check=True,
        timeout=20,
        env={"LC_ALL": "C.UTF-8"},
    )
    return [line.split("\0")[:-1] for line in done.stdout.decode().split("\x01\0")[:-1]]


@pytest.mark.parametrize("shell", _SHELLS)
@settings(max_examples=3)
@given(st.lists(words, min_size=30, max_size=60))
def test_a_real_shell_hands_on_what_was_quoted(shell: str, lines: list[list[str]]) -> None:
    meant = [[word for word in line if not has_placeholder(word) and "\x01" not in word] for line in lines]
    written = [" ".join(quote(word, Shell.POSIX) for word in line) for line in meant]
    # Without a word printf prints one empty one.
    assert run(shell, [f"x {line}" for line in written]) == [["x", *line] for line in meant]


@pytest.mark.parametrize("shell", Shell)
@settings(max_examples=60)
@given(line=words)
@example(
    line=[
        "{{now}}",
        "a {{now-5m}} {{uuid}}{{uuid}}",
        "",
        "{{",
        "it's {{now+1w}}",
        "$(date +%s)",
        '"{{uuid}}"\\',
    ]
)
def test_what_is_quoted_reads_back(shell: Shell, line: list[str]) -> None:
    if shell is Shell.CMD:
        line = [word for word in line if not re.search("[\r\n]", word)]
    text = "first\nsecond " + " ".join(quote(word, shell) for word in line) + " last"
    (_, found) = commands(text, shell)
    assert texts(found) == ["second", *line, "last"]
    assert (found.notes, found.stdin, found.shell) == ((), None, shell)


def _windows_arguments(line: str) -> list[str]:
    """Split a command line as CommandLineToArgvW documents it."""
    arguments: list[str] = []
    current, quoted, present, at = "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if line[at : at + 1] == '"':
            current += "\\" * (slashes // 2)
            present = True
            if slashes % 2:
                current += '"'
            else:
                quoted = not quoted
            at += 1
            continue
        current += "\\" * slashes
        present = present or slashes > 0
        if at >= len(line):
            break
        if line[at] in " \t" and not quoted:
            if present:
                arguments.append(current)
            current, present = "", False
        else:
            current, present = current + line[at], True
        at += 1
    return [*arguments, current] if present else arguments


def _from_batch(line: str) -> str:
    """Return the command line that a program gets for a ``line`` of a .cmd file where no variable is set."""
    line = re.sub("%%|%[^%]*%", lambda found: "\1" if found[0] == "%%" else "", line).replace("%", "")
    passed, inside, at = "", False, 0
    while at < len(line):
        if line[at] == "^" and not inside:
            at += 1
        else:
            assert inside or line[at] not in "&|<>", f"cmd takes a sign for its own at {at} in {line}"
            inside ^= line[at] == '"'
        passed += line[at]
        at += 1
    assert not inside, f"what follows {line} would be in quotation marks"
    return passed.replace("\1", "%")


@settings(max_examples=100)
@given(words)
def test_windows_hands_on_what_was_quoted_for_cmd(line: list[str]) -> None:
    meant = [re.sub("[\r\n\1]", "", word) for word in line]
    written = " ".join(quote(word, Shell.CMD) for word in meant)
    assert _windows_arguments(_from_batch(written)) == meant


@settings(max_examples=80)
@given(words)
def test_powershell_takes_what_is_in_single_quotes_as_it_is(line: list[str]) -> None:
    for word in line:
        written = quote(word, Shell.POWERSHELL)
        if has_placeholder(word) or written == word:
            continue
        inner = written[1:-1]
        assert (written[0], written[-1]) == ("'", "'")
        assert not re.search("['‘’‚‛]", re.sub("([‘’‚‛'])\\1", "", inner))  # noqa: RUF001  # its quotation marks
        assert re.sub("([‘’‚‛'])\\1", "\\1", inner) == word  # noqa: RUF001  # as above


def test_what_no_shell_can_say_is_refused() -> None:
    for shell in Shell:
        with pytest.raises(UnwritableError, match="cannot hold the character U\\+0000"):
            quote("a\0b", shell)
    with pytest.raises(UnwritableError, match="at the end of a line"):
        quote("a\nb", Shell.CMD)


@pytest.mark.parametrize(
    ("word", "posix", "powershell", "cmd"),
    [
        ("eu-west-1", "eu-west-1", "eu-west-1", "eu-west-1"),
        ("", "''", "''", '""'),
        ("it's", "'it'\\''s'", "'it''s'", '"it\'s"'),
        ("{{now}}", '"$(date +%s)"', '"$([DateTimeOffset]::UtcNow.ToUnixTimeSeconds())"', '"{{now}}"'),
        (
            "a{{now-5m}}{{uuid}}",
            '\'a\'"$(( $(date +%s) - 300 ))""$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)"',
            '"a$([DateTimeOffset]::UtcNow.ToUnixTimeSeconds() - 300)$(New-Guid)"',
            '"a{{now-5m}}{{uuid}}"',
        ),
        ('{"a": "x & y%"}', """'{"a": "x & y%"}'""", """'{"a": "x & y%"}'""", '"{\\"a\\": \\"x ^& y%%\\"}"'),
        ("C:\\dir\\", "'C:\\dir\\'", "'C:\\dir\\'", '"C:\\dir\\\\"'),
        ('"', "'\"'", "'\"'", '"\\"^"'),
    ],
)
def test_words_are_quoted_as_people_do(word: str, posix: str, powershell: str, cmd: str) -> None:
    assert [quote(word, shell) for shell in Shell] == [posix, powershell, cmd]


def test_live_code_tells_the_time() -> None:
    (line,) = run("bash", [quote("{{now}}|{{now-5m}}|{{now+1w}}", Shell.POSIX)])
    now, earlier, later = map(int, line[0].split("|"))
    assert abs(now - time.time()) < 5
    assert (now - earlier) in range(299, 302)
    assert (later - now) in range(604799, 604802)


@pytest.mark.parametrize(
    "line",
    [
        r"""a 'b c' "d $ \" \\ \a \` e" f\ g h\'i 'j'k"l" """,
        r"""$'a\tb\n\x41\101\u00e9\U0001f600\'\"\\\?\ecX\q' $'\xc3\xa9' $'a\0b'c $"d" """,
        """'a\nb' "c\nd" e\\\nf "g\\\nh" 'i\\\nj' """,
        "a#b '#' \"#\" # not this",
        "'' \"\" a''b",
        "$ a$ \"$\" '$x' \\$x \"\\$x\" $'$x'",
        "{a=b} [c] ~d=e @f %g ^h",
        '"$(cat <<END\n[{"a": "it\'s \\$5"}]\n\nEND\n)" b',
        "\"$(cat <<-'END'\n\t[$x]\n\tEND\n)\"",
    ],
)
def test_words_are_those_of_bash(line: str) -> None:
    (found,) = commands(f"x {line}", Shell.POSIX)
    assert [texts(found)] == run("bash", [f"x {line.partition(' # ')[0]}"])
    assert found.notes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b; c && d || e | f & g\nh", [["a", "b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h"]]),
        ("$ a 1 \\\n> --b 2\noutput", [["a", "1", "--b", "2"], ["output"]]),
        ("me@host:~/dir$ a b\n[me@host dir]$ c", [["a", "b"], ["c"]]),
        ("[ec2-user@ip-10-0 ~]$ a b\nroot@x:/# a\n~ % b\nme@mac ~ % c", [["a", "b"], ["a"], ["b"], ["c"]]),
        ("(venv) $ a b\n(my-env) me@host:~$ c\n➜  ~ d", [["a", "b"], ["c"], ["d"]]),
        ("A=1 B='x y' a b 2>&1 >/dev/null 3>> log", [["a", "b"]]),
        ("for x in 1; do a b; done", [["for", "x", "in", "1"], ["a", "b"], ["done"]]),
        ("a \\\r\n  b\r\nc\r\n", [["a", "b"], ["c"]]),
        ("# comment\na # b\n", [["a"]]),
        ("(a b)", [["a", "b"]]),
        ("a; R=$(x put-events $(date +%s)) b", [["a"], ["x", "put-events", "{{now}}"], ["b"]]),
        (
            "if ! R=$(A=1; x put-events $A 2>&1); then b $A; fi",
            [["x", "put-events", "1"], ["b", "{{A}}"], ["fi"]],
        ),
        ('echo "`curl -d 1 h`"', [["echo", "{{curl -d 1 h}}"], ["curl", "-d", "1", "h"]]),
    ],
)
def test_posix_commands_are_told_apart(text: str, expected: list[list[str]]) -> None:
    assert [texts(found) for found in commands(text, Shell.POSIX)] == expected


@pytest.mark.parametrize(
    ("text", "word", "notes"),
    [
        ("x $(date +%s)", "{{now}}", []),
        ('x "$(date "+%s")"', "{{now}}", []),
        ("x `date -u +%s`", "{{now}}", []),
        ("x $(($(date +%s)-60*60))", "{{now-1h}}", []),
        ("now=$(date +%s)\nx $((now - 300))", "{{now-5m}}", []),
        ("now=$(date +%s); x ${now}", "{{now}}", []),
        ("x $(date -d '5 minutes ago' +%s)", "{{now-5m}}", []),
        ("x $(date -v+2H +%s)", "{{now+2h}}", []),
        ("x $(uuidgen | tr A-Z a-z)", "{{uuid}}", []),
        ("x $(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)", "{{uuid}}", []),
        ("x `uuidgen || cat /proc/sys/kernel/random/uuid`", "{{uuid}}", []),
        ("x ${2:-anon}", "{{2}}", ["{{2}} stands"]),
        ('x "${@}"', "{{@}}", ["{{@}} stands"]),
        ("x ${KIND:=View}", "{{KIND}}", ["{{KIND}} stands"]),
        ('x ${KIND:-"a b"}', "{{KIND}}", ["{{KIND}} stands"]),
        ("x ${a[0]}", "{{a[0]}}", ["{{a[0]}} stands"]),
        ("a=b; x ${a:-c}", "b", ["$a stands"]),
        ("a=b; x ${a:0:1}", "{{a:0:1}}", ["{{a:0:1}} stands"]),
        ("a=b; x ${a:+c}", "{{a:+c}}", ["{{a:+c}} stands"]),
        ("x ${{ secrets.TRACKING_ID }}", "{{secrets.TRACKING_ID}}", ["{{secrets.TRACKING_ID}} stands"]),
        ('x "a-${{ github.run_id }}"', "a-{{github.run_id}}", ["{{github.run_id}} stands"]),
        ("x $(( $(date +%s) / 2 ))", "{{$(( $(date +%s) / 2 ))}}", ["stands for a value"]),
        ("x $(date +%Y)", "{{date +%Y}}", ["stands for a value"]),
        ("x ${NAME:-dflt}-$OTHER", "{{NAME}}-{{OTHER}}", ["{{NAME}} stands", "{{OTHER}} stands"]),
        ("x $now$uuid", "{{variable now}}{{variable uuid}}", ["{{variable now}}", "{{variable uuid}}"]),
        ("S='a b'\nx pre-$S", "pre-a b", ["$S stands for what it is set to above"]),
        ("export S=a T=b\nx $S$T", "ab", ["$S", "$T"]),
        ("AWS_SECRET_ACCESS_KEY=hush\nx $AWS_SECRET_ACCESS_KEY", "{{AWS_SECRET_ACCESS_KEY}}", []),
        ("A=1 x $A", "{{A}}", ["{{A}}"]),
    ],
)
def test_what_only_the_shell_knows_is_a_placeholder(text: str, word: str, notes: list[str]) -> None:
    found = commands(text, Shell.POSIX)[-1]
    assert texts(found) == ["x", word]
    assert len(found.notes) == len(notes)
    assert all(part in note for part, note in zip(notes, found.notes, strict=True))


@pytest.mark.parametrize(
    ("text", "shell", "told"),
    [
        ("x 1\n  --a 2\n  --b 3", Shell.POSIX, {2: "\\", 3: "\\"}),
        ("x 1 \\ \n  --a 2 \\\n  --b 3", Shell.POSIX, {2: "\\"}),
        ("x 1 \\\n  --a 2 \\\n  # --c 4 \\\n  --b 3", Shell.POSIX, {4: "\\"}),
        ("x 1 \\\n  --a 2\n  # c\n\n  --b 3 |\n  y", Shell.POSIX, {5: "\\"}),
        ("x 1 ` \n  --a 2 `\n  --b 3", Shell.POWERSHELL, {2: "`"}),
        ("x 1\n  --a 2\n  --b 3", Shell.POWERSHELL, {2: "`", 3: "`"}),
        ("x 1 ^ \n  --a 2 ^\n  --b 3", Shell.CMD, {2: "^"}),
        ("x 1\n  --a 2\n  --b 3\n", Shell.CMD, {2: "^", 3: "^"}),
    ],
)
def test_a_line_that_begins_with_an_option_belongs_to_the_command(
    text: str, shell: Shell, told: dict[int, str]
) -> None:
    found = commands(text, shell)[0]
    assert texts(found) == ["x", "1", "--a", "2", "--b", "3"]
    assert list(found.notes) == [
        f"Line {line} begins with an option, but the line before it does not end in {sign} (a blank after it"
        " counts as none): it is read as part of the command."
        for line, sign in told.items()
    ]


def test_an_empty_word_before_a_broken_line_stays() -> None:
    for shell, text in ((Shell.POSIX, "x '' \\ \n --a"), (Shell.CMD, 'x "" ^ \n --a')):
        assert texts(commands(text, shell)[0]) == ["x", "", "--a"]


@pytest.mark.parametrize(
    ("text", "shell", "stdin"),
    [
        ('x <<EOF\n{"a": "$(uuidgen) \\$b \'c\'"}\nEOF\n', Shell.POSIX, '{"a": "{{uuid}} $b \'c\'"}\n'),
        ("x <<'EOF'\n$a `b` \\\nEOF", Shell.POSIX, "$a `b` \\\n"),
        ("cat <<-EOF | x\n\ta\n\tEOF\n", Shell.POSIX, "a\n"),
        ("x <<< 'a b'", Shell.POSIX, "a b\n"),
        ("echo '{\"a\": 1}' | cat | x", Shell.POSIX, '{"a": 1}\n'),
        ("echo -n a b |\n x", Shell.POSIX, "a b"),
        ("printf '%s' 'a%b' | x", Shell.POSIX, "a%b"),
        ("printf 'a\\n\\tb' | x", Shell.POSIX, "a\n\tb"),
        ("jq . file | x", Shell.POSIX, None),
        ("x < file.json", Shell.POSIX, None),
        ("'{\"a\": 1}' | x", Shell.POWERSHELL, '{"a": 1}\n'),
        ("$a = @'\n{\"b\": '1'}\n'@\n$a | x > $null", Shell.POWERSHELL, "{\"b\": '1'}\n"),
        ('echo {"a": ^"1^"} | x', Shell.CMD, '{"a": "1"}\n'),
    ],
)
def test_what_a_command_is_fed_with(text: str, shell: Shell, stdin: str | None) -> None:
    found = commands(text, shell)[-1]
    assert texts(found) == ["x"]
    assert found.stdin == stdin
    assert [note for note in found.notes if "file.json" in note] == [
        note for note in found.notes if "fed" in note
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('PS C:\\dir> x \'it\'\'s\' "a `"b`" `$c""d" e`\n>> f', ["x", "it's", 'a "b" $c"d', "e", "f"]),
        ("x `\n  --a 'b' # c\n", ["x", "--a", "b"]),
        ('x "`u{1F600}`t`n" (New-Guid) $(Get-Date -UFormat %s)', ["x", "😀\t\n", "{{uuid}}", "{{now}}"]),
        ("x ([DateTimeOffset]::UtcNow.AddMinutes(-5).ToUnixTimeSeconds())", ["x", "{{now-5m}}"]),
        ("$now = [DateTimeOffset]::Now.ToUnixTimeSeconds()\nx", ["x"]),
        ("$a = 'b'; x \"$a-$env:USER.log\" $a.Length", ["x", "b-{{USER}}.log", "{{a.Length}}"]),
        ('x @"\n"a" $(New-Guid)\n"@ y', ["x", '"a" {{uuid}}', "y"]),
        ("<# y\n z #> x ‘a”’ “b’”", ["x", "a”", "b’"]),  # noqa: RUF001  # they are quotation marks there
        ("& x a; ", ["x", "a"]),
    ],
)
def test_powershell_words(text: str, expected: list[str]) -> None:
    assert texts(commands(text, Shell.POWERSHELL)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('C:\\dir> x "a \\"b\\" %%" ^\n  c ^& d\\e\\ "f\\\\"', ["x", 'a "b" %', "c", "&", "d\\e\\", "f\\"]),
        ('x ^"{\\^"a\\^":\\^"b^&c\\^"}^" d', ["x", '{"a":"b&c"}', "d"]),
        ('x "a ""b"" c" d""e', ["x", 'a "b" c', "de"]),
        ('x ^"a^\n\nb^"', ["x", "a\nb"]),
        ("@set A=b c\nrem no\n:: no\nx %A% %B% 50%", ["x", "b c", "{{B}}", "50%"]),
        ('@x "a & b" > nul 2>&1', ["x", "a & b"]),
    ],
)
def test_cmd_words(text: str, expected: list[str]) -> None:
    assert texts(commands(text, Shell.CMD)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "shell"),
    [
        ("aws x \\\n  --a '`\n$env:b ^\n'", Shell.POSIX),
        ("aws x `\n  --a '\\\n'", Shell.POWERSHELL),
        ('aws x ^\n  --a "b"', Shell.CMD),
        ("aws x --a 'b'", Shell.POSIX),
        ("aws x --a $env:B", Shell.POWERSHELL),
        ("$a = '1'\naws x $a", Shell.POWERSHELL),
        ("C:\\Users\\me>aws x", Shell.CMD),
        ('curl ^"http://a^"', Shell.CMD),
        ("x `date`\ny", Shell.POSIX),
    ],
)
def test_the_shell_is_guessed(text: str, shell: Shell) -> None:
    assert guess(text) is shell
    assert commands(text)[0].shell is shell


def test_places_count_from_one_and_assignments_are_told_without_their_values() -> None:
    (found,) = commands("\n AWS_PROFILE=p TOKEN='hush'  aws \\\n   'b'")
    assert [(word.place.line, word.place.column, word.bare) for word in found.words] == [
        (2, 30, True),
        (3, 4, False),
    ]
    assert found.assigned == ("AWS_PROFILE", "TOKEN")
    assert "hush" not in repr(found)


@pytest.mark.parametrize(
    ("text", "shell", "message"),
    [
        ("a\n b 'c", Shell.POSIX, "line 2, column 4: what ' begins here never ends: close it"),
        ('a "b', Shell.POSIX, 'line 1, column 3: what " begins here never ends: close it'),
        ("a $(b (c)", Shell.POSIX, "line 1, column 3: what $( begins here never ends: close it"),
        ("a `b", Shell.POSIX, "line 1, column 3: what ` begins here never ends: close it"),
        ("a <<E\nb", Shell.POSIX, "line 1, column 3: what << begins here never ends: close it"),
        ("a 'b''", Shell.POWERSHELL, "line 1, column 3: what ' begins here never ends: close it"),
        ("a @'\nb'@", Shell.POWERSHELL, "line 1, column 3: what @' begins here never ends: close it"),
        ('a "b\nc"', Shell.CMD, 'line 1, column 3: what " begins here never ends on its line: close it'),
    ],
)
def test_what_never_ends_is_refused_where_it_begins(text: str, shell: Shell, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        commands(text, shell)
    assert str(caught.value) == message


def test_backslashes_for_windows_powershell_are_taken_off() -> None:
    assert body.unescaped('{\\"a\\": \\"x\\\\\\"y\\\\z\\"}') == '{"a": "x\\"y\\\\z"}'


_NASTY: Final = [
    *(mark * 60_000 for mark in ("'", '"', "$(", "`", "\\", "${", "a@", "^", "%", "<#", "\0", "\n", "<<E\n")),
    *(mark * 20_000 for mark in ("a|", "a=$a;", "$'\\", "\ud800 ", "$a$b ", "$(cat <<E\n", "a@" + "a" * 9)),
    "a=xy;" + "a=$a$a;" * 9_000,
    "".join(f"x $v{row} " for row in range(20_000)),
    "$(date -d " + "1" * 200_000 + ")",
    "$((" + "a+" * 100_000 + "1))",
    "$(put-events) " * 18_000,
    "$(put-events " * 9_000 + ")" * 9_000,
    "x" * 262_145,
]


@pytest.mark.parametrize("shell", Shell)
def test_hostile_text_is_refused_or_read_in_time(shell: Shell) -> None:
    for text in _NASTY:
        with within(1, text[:20]):
            try:
                assert guess(text) in Shell
                commands(text, shell)
            except UnreadableError:
                pass
