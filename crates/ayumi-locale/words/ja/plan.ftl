### Words of the door "plan".
# Names of levels a new plan may begin with.
plan-level-goal = 基本目標
plan-level-focus = 重点項目
plan-level-strengthened = 強化項目
plan-level-action = 具体的な取り組み
plan-level-task = 実施事項
plan-level-step = 手順
plan-level-basic-goal = 基本目標
plan-level-direction = 基本方針
plan-level-measure = 基本施策
plan-level-activity = 活動項目
plan-level-detail = 実施内容
plan-level-policy = 基本方針
plan-level-basic-plan = 基本計画
plan-level-project = 事業
# How levels are usually numbered, from the top: the first label of each.
plan-level-signs = 1 (1) ① ア a ・
