"""Print docs/cli.md: the help of every command, as the program itself gives it.

python docs/make_cli.py > docs/cli.md
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from itemone.cli import cli

WIDTH = 100
HEAD = """\
# Command line

What `itemone --help` and the help of each command print. This page is made by `python docs/make_cli.py`.
"""


def page() -> str:
    """Return the whole page, with its final newline."""
    return "\n".join([HEAD, *(_part(context) for context in _contexts())])


def _contexts() -> Iterator[click.Context]:
    """Yield the context of the group and of each of its commands, in the order of its list."""
    settings = {**cli.context_settings, "terminal_width": WIDTH}
    group = click.Context(cli, info_name="itemone", **settings)
    yield group
    for name in cli.list_commands(group):
        command = cli.commands[name]
        yield click.Context(command, parent=group, info_name=name, terminal_width=WIDTH, **command.context_settings)


def _part(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help().rstrip()}\n```\n"


if __name__ == "__main__":
    click.echo(page(), nl=False)
