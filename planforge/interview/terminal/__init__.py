"""The interview on a capable terminal: the only room that imports questionary and prompt_toolkit.

What questionary lacks is made up for here: going back, « je ne sais pas encore », French words only, accents set aside
when a list is searched, refusals under the question, questions that fit the screen, pastes on one line.
"""
