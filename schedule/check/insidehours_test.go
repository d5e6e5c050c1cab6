package check

import (
	"testing"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

func TestInsideHours(t *testing.T) {
	hours := func(from, to int) calendar.Hours {
		return calendar.Daily(calendar.Span{From: calendar.Clock(from, 0), To: calendar.Clock(to, 0)})
	}
	rules := schedule.Rules{InsideHours: true}
	shop := func(shifts ...schedule.Shift) Input {
		in := world(shifts...).with(rules)
		in.Queues[0].Hours, in.Queues[1].Hours = hours(8, 20), hours(10, 22)
		return in
	}
	judge(t, insideHours, schedule.CodeOutsideHours, shop(work("11-03 08:00", 8), work("11-04 14:00", 8)))
	judge(t, insideHours, schedule.CodeOutsideHours, shop(work("11-03 07:30", 8), work("11-04 16:00", 8)), verdict{.5, 0}, verdict{2, 0})
	judge(t, insideHours, schedule.CodeOutsideHours, shop(work("11-03 07:30", 8)).with(schedule.Rules{}))

	chat := shop(work("11-04 14:00", 8)) // cannot serve the queue that is open until 22:00
	chat.Team.Agents[0].Abilities = []skills.Ability{{Channel: skills.Chat, Pace: 1}}
	judge(t, insideHours, schedule.CodeOutsideHours, chat, verdict{2, 0})

	standby := work("11-04 22:00", 8)
	standby.Duties, standby.OnCall = nil, &schedule.OnCall{Queues: []string{"chat"}}
	judge(t, insideHours, schedule.CodeOutsideHours, shop(standby))
	judge(t, insideHours, schedule.CodeOutsideHours, shop(work("11-03 14:00", 8)).living(t, "America/New_York")) // hours are the team's
}
