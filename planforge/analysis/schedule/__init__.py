"""Whether the objectives can be met: bounds, schedules, odds and verdicts over the restart of systems (recovery.md, C).

``network`` is the problem without a hospital in it: tasks, needs, shared resources, deadlines, all in minutes. All that
schedules works on it; ``problem`` makes one from a record, ``estimating`` and ``levers`` read the results back.
"""
