"""What editors read at the top of each kind of page: what it is for, three tips, an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Help:
    """A short help for one page type."""

    purpose: Any
    tips: tuple[Any, ...]
    example: Any = ""


LIST = Help(
    _("A list that fills itself. You only write its name and a line about it."),
    (
        _("Make a new page below this one: it comes into the list when it is published."),
        _("Topics and places of the pages become choices above the list."),
        _("Keep the name short: it stands in the menu."),
    ),
)
HELP: dict[str, Help] = {
    "home.homepage": Help(
        _("The front page shows what happens now, and leads on to the rest."),
        (
            _("Choose a pattern first. Change one part at a time."),
            _("Let lists fill themselves: then the page is fresh every morning."),
            _("One good picture of people from here says more than five."),
        ),
        _("E.g. “Come in. Here is room for you.”"),
    ),
    "home.standardpage": Help(
        _("A page for what stays true for a long time: about us, practical matters, privacy."),
        (
            _("Say the most important thing first."),
            _("Use headings as answers to questions people ask."),
            _("Name whom to ask, and how."),
        ),
        _("E.g. “Borrow a room: free for associations, ask at the desk.”"),
    ),
    "home.placepage": Help(
        _("The words about a place. Address and opening hours come from the place itself."),
        (
            _("Tell how to get in: door, lift, parking, bus."),
            _("Tell what one can do there without asking."),
            _("Change opening hours under Places, not here."),
        ),
        _("E.g. “The lift is to the left of the entrance. The toilet is on the ground floor.”"),
    ),
    "stories.storypage": Help(
        _("A story tells what happened, and makes others want to take part."),
        (
            _("Begin with a person and a moment, not with the project."),
            _("Let people speak in their own words, and ask before you name them."),
            _("End with what the reader can do: a date, a group, a person to write to."),
        ),
        _("E.g. “Grethe carried the first table out at seven in the morning.”"),
    ),
    "stories.methodpage": Help(
        _("A method is a recipe that others can follow without asking you."),
        (
            _("Write what it is good for, and when it is not."),
            _("One thing a step. Say how long it takes."),
            _("Tell what usually goes wrong."),
        ),
        _("E.g. “Long table in the street: 40 people, 2 hours, bring your own chair.”"),
    ),
    "stories.taskpage": Help(
        _("A task that somebody can help with."),
        (
            _("Say what the person does, when, and for how long."),
            _("Say what they get out of it."),
            _("Name one person to ask."),
        ),
        _("E.g. “Coffee host: Tuesdays 14 to 16. You can listen, and you get good company.”"),
    ),
    "stories.experiencepage": Help(
        _("What happened when a method was tried: honest, so that others learn."),
        (
            _("Write both what worked and what did not."),
            _("Numbers help: how many came, what it cost."),
            _("Say whether you would do it again."),
        ),
        _("E.g. “We began too late. At four, the children were tired.”"),
    ),
    "guides.guidepage": Help(
        _("A guide takes one through something, one step at a time."),
        (
            _("Say first what one can do afterwards."),
            _("One action a step, with a picture of what one sees."),
            _("Try it with somebody who has not done it before."),
        ),
        _("E.g. “Press the green button. Now it says Welcome.”"),
    ),
    "events.eventpage": Help(
        _("An event: what happens, when, where and for whom."),
        (
            _("Write the title so that one understands it without the text."),
            _("Say what it costs, and that beginners are welcome, if they are."),
            _("Several dates belong on one page: people find all of them."),
        ),
        _("E.g. “Knitting café: bring your knitting, we have coffee.”"),
    ),
    "groups.grouppage": Help(
        _("A group that meets again and again, and that one can join."),
        (
            _("Say when and where, in one line."),
            _("Say how the first time is: who says hello, what one brings."),
            _("Keep the contact person up to date."),
        ),
        _("E.g. “Every other Tuesday at 19. You need not have read the whole book.”"),
    ),
    "partners.partnerpage": Help(
        _("An association or another partner: who they are, and how to reach them."),
        (
            _("Let the partner write: invite them to keep the profile themselves."),
            _("Write what one can come to, not how the board is elected."),
            _("Check telephone and e-mail once a year."),
        ),
        _("E.g. “We keep bees on the roof, and show you how on Sundays.”"),
    ),
}


def help_for(model) -> Help | None:
    """The help for a page type; lists share one."""
    from core.models import CardIndexPage

    found = HELP.get(model._meta.label_lower)
    if found is None and (issubclass(model, CardIndexPage) or _is_list(model)):
        return LIST
    return found


def _is_list(model) -> bool:
    return model.__name__.endswith("IndexPage")
