package schedule_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

// What somebody does on a queue is what their ability of that hour does, chats held included.
func TestPaceIsThatOfTheHour(t *testing.T) {
	chat := schedule.Queue{Name: "chat", Channel: skills.Chat, Slots: 3, Inflation: .5}
	a := schedule.Agent{Abilities: []skills.Ability{
		{Channel: skills.Chat, Pace: .5, To: noon}, {Channel: skills.Chat, Pace: 1, Slots: 1, From: noon, To: noon.Add(time.Hour)}}}
	assert.Equal(t, .5, a.Pace(chat, noon.Add(-time.Minute)), "three at once, as the queue has it")
	assert.InDelta(t, 1/(3/(1+.5*2)), a.Pace(chat, noon), 1e-9, "one at a time")
	assert.Zero(t, a.Pace(chat, noon.Add(time.Hour)), "barred from then on")
	assert.Zero(t, a.Pace(schedule.Queue{Channel: skills.Voice}, noon))
}

// Nobody learns twice, and a list of the only queues grows by those that are new.
func TestLearned(t *testing.T) {
	a := schedule.Agent{Queues: []string{"x"}, Abilities: []skills.Ability{{Channel: skills.Voice, Pace: 1.2}}}
	got := a.Learned(skills.Ability{Channel: skills.Voice, Pace: .9}, "x", "y")
	assert.Equal(t, []string{"x", "y"}, got.Queues)
	assert.Equal(t, a.Abilities, got.Abilities)
	assert.Len(t, a.Learned(skills.Ability{Channel: skills.Chat, Pace: .9}).Abilities, 2)
	assert.Empty(t, schedule.Agent{}.Learned(skills.Ability{Channel: skills.Chat, Pace: 1}, "x").Queues, "who serves every queue still does")
}

// Time on call reaches nothing; a night shift reaches into the morning after.
func TestReach(t *testing.T) {
	daily := [7]bool{true, true, true, true, true, true, true}
	team := schedule.Team{ShiftKinds: map[string]schedule.ShiftKind{
		"night": {Days: daily, Start: calendar.Span{From: calendar.Clock(22, 0), To: calendar.Clock(22, 0)}, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}},
		"call":  {Days: daily, Start: calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(8, 0)}, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}, OnCall: &schedule.OnCall{}},
	}}
	g := calendar.Grid{Start: noon.Add(-12 * time.Hour), Step: time.Hour, N: 24}
	hours := func(earliest time.Time) (n int) {
		for _, x := range team.Reach(schedule.Contract{}, g, time.UTC, earliest) {
			if x {
				n++
			}
		}
		return n
	}
	assert.Equal(t, 8, hours(time.Time{}), "six in the morning, two in the evening")
	assert.Equal(t, 2, hours(g.Start), "that of the day before does not count")
	assert.Empty(t, team.Reach(schedule.Contract{ShiftKinds: []string{"call"}}, calendar.Grid{Step: time.Hour}, time.UTC, time.Time{}))
}

// The least staff is heads: shrinkage takes its part of them, not of the mark.
func TestNet(t *testing.T) {
	l := schedule.LiveRequirement{Minimum: 4, Open: []float64{1, .5, 0}, Curves: []schedule.Curve{{Mark: 3}, {Mark: 3}, {}}}
	for i, want := range []float64{3.2, 3, 0} {
		assert.InDelta(t, want, l.Net(i, .2), 1e-9)
	}
}

func TestAgreedAndMostWeek(t *testing.T) {
	r := schedule.Rules{WeekHoursMin: 20 * time.Hour, WeekHoursMax: 30 * time.Hour}
	assert.Equal(t, []time.Duration{25 * time.Hour, 30 * time.Hour}, []time.Duration{r.AgreedWeek(), r.MostWeek()})
	r.WeekHoursMin, r.MeanWeekHours = 0, 28*time.Hour
	assert.Equal(t, []time.Duration{30 * time.Hour, 28 * time.Hour}, []time.Duration{r.AgreedWeek(), r.MostWeek()})
	assert.Equal(t, 28*time.Hour, schedule.Rules{MeanWeekHours: 28 * time.Hour}.MostWeek())
}
