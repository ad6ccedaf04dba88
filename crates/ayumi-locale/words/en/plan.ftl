### Words of the door "plan".
# Names of levels a new plan may begin with.
plan-level-goal = Basic goal
plan-level-focus = Focus area
plan-level-strengthened = Strengthened item
plan-level-action = Action
plan-level-task = Task
plan-level-step = Step
plan-level-basic-goal = Basic goal
plan-level-direction = Direction
plan-level-measure = Measure
plan-level-activity = Activity
plan-level-detail = Detail
plan-level-policy = Policy
plan-level-basic-plan = Basic plan
plan-level-project = Project
# How levels are usually numbered, from the top: the first label of each.
plan-level-signs = 1 (1) ① a i ・
