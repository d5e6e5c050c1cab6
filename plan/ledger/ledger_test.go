package ledger_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/ledger"
	"turno/schedule"
	"turno/skills"
)

var zone = time.FixedZone("x", 3600)

func grid(n int) calendar.Grid {
	return calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, zone), Step: time.Hour, N: n}
}

// made is a plan of a day in which chat, social and mail require so many agents all day.
func made(chat, social, mail float64) plan.Plan {
	g := grid(24)
	flat := func(x float64) []float64 {
		v := make([]float64, g.N)
		for i := range v {
			v[i] = x
		}
		return v
	}
	p := plan.Plan{}
	p.Input.Calendar, p.Input.Period = calendar.Plain(zone), g
	p.Roster.Roster.Grid = g
	p.Check.Coverage.Grid = g
	for k, c := range []skills.Channel{skills.Chat, skills.Social, skills.Email} {
		p.Input.Queues = append(p.Input.Queues, schedule.Queue{Name: string(c), Channel: c})
		p.Check.Coverage.Queues = append(p.Check.Coverage.Queues, schedule.QueueCoverage{Queue: string(c), Required: flat([]float64{chat, social, mail}[k])})
	}
	return p
}

// works adds somebody who is on the queues from one hour of the day to another.
func works(p *plan.Plan, id string, from, to int, queues ...string) {
	a := schedule.Agent{ID: id, Contract: "full"}
	for _, c := range []skills.Channel{skills.Chat, skills.Social, skills.Email} {
		a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Pace: 1})
	}
	p.Input.Team.Agents = append(p.Input.Team.Agents, a)
	start, end := p.Input.Period.At(from), p.Input.Period.At(to)
	p.Roster.Roster.Shifts = append(p.Roster.Roster.Shifts, schedule.Shift{Agent: id, Start: start, End: end, Duties: []schedule.Duty{{Start: start, End: end, Queues: queues}}})
}

// TestSharedOut: live work has what it requires first, then the rest is spread evenly.
func TestSharedOut(t *testing.T) {
	for _, c := range []struct {
		name               string
		chat, social, mail float64 // required
		people             [][]string
		shrinkage          float64
		want               [3]float64
	}{
		{"one duty on everything", 0.5, 1, 1, [][]string{{"chat", "social", "email"}, {"chat", "social", "email"}}, 0, [3]float64{0.5, 0.75, 0.75}},
		{"at a shrinkage live work takes more", 0.4, 1, 1, [][]string{{"chat", "social", "email"}, {"chat", "social", "email"}}, 0.2, [3]float64{0.5, 0.75, 0.75}},
		{"who has chat alone leaves the others free", 1, 1, 0, [][]string{{"chat", "social"}, {"chat"}}, 0, [3]float64{1, 1, 0}},
		{"dedicated people even out", 0, 2, 1, [][]string{{"social"}, {"social", "email"}, {"social", "email"}}, 0, [3]float64{0, 2, 1}},
		{"nobody is required", 0, 0, 0, [][]string{{"chat"}, {"social", "email"}}, 0, [3]float64{1, 1, 0}},
		{"deferrable first never helps chat", 1, 1, 0, [][]string{{"social", "chat"}}, 0, [3]float64{0, 1, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := made(c.chat, c.social, c.mail)
			for k, queues := range c.people {
				works(&p, string(rune('a'+k)), 9, 10, queues...)
			}
			l := ledger.Of(p, schedule.Shrinkage{Planned: c.shrinkage})
			for q := range c.want {
				assert.InDelta(t, c.want[q], l.Rostered[q][9], 1e-6, l.Queues[q])
				assert.Zero(t, l.Rostered[q][8])
			}
		})
	}
}

// TestEveryHourIsSomewhere: hours by agent, by interval and on duty are the same hours.
func TestEveryHourIsSomewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		need := func(name string) float64 { return float64(rapid.IntRange(0, 4).Draw(t, name)) / 2 }
		p := made(need("chat"), need("social"), need("mail"))
		p.Input.Team.Contracts = map[string]schedule.Contract{"full": {}}
		for k := range rapid.IntRange(0, 6).Draw(t, "people") {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			queues := rapid.Permutation([]string{"chat", "social", "email"}).Draw(t, "queues")[:rapid.IntRange(1, 3).Draw(t, "n")]
			works(&p, string(rune('a'+k)), from, from+rapid.IntRange(1, 6).Draw(t, "hours"), queues...)
		}
		l := ledger.Of(p, schedule.Shrinkage{Planned: 0.1})
		var duty, rows, intervals, paid float64
		for _, r := range l.Rows {
			duty += min(r.Duty.Hours(), 24)
			paid += r.PaidTime().Hours()
			for _, x := range r.Queues {
				rows += x
				if x < -1e-9 {
					t.Fatalf("%v hours on a queue", x)
				}
			}
		}
		for _, q := range l.Rostered {
			for _, x := range q {
				intervals += x
			}
		}
		var late float64 // beyond the end of the period
		for _, s := range p.Roster.Roster.Shifts {
			if over := s.End.Sub(p.Input.Period.End()); over > 0 {
				late += over.Hours()
			}
		}
		if math.Abs(rows-intervals) > 1e-9 || math.Abs(rows+late-duty) > 1e-9 {
			t.Fatalf("%v hours by agent, %v by interval, %v on duty, %v of them late", rows, intervals, duty, late)
		}
		if want := cost.Of(p.Input.Team, p.Roster.Roster.Shifts, p.Input.Calendar, "").Total.PaidHours.InexactFloat64(); math.Abs(want-paid) > 1e-3 {
			t.Fatalf("%v hours paid, the statement says %v", paid, want)
		}
	})
}

func TestRowsByWeekAndMonth(t *testing.T) {
	p := made(1, 1, 1)
	works(&p, "a", 9, 12, "chat")
	s := p.Roster.Roster.Shifts[0]
	s.Start, s.End = s.Start.AddDate(0, 0, -3), s.End.AddDate(0, 0, -3) // Friday 30 October
	p.Roster.Roster.Shifts = append([]schedule.Shift{s}, p.Roster.Roster.Shifts...)
	l := ledger.Of(p, schedule.Shrinkage{})
	require.Len(t, l.Rows, 2)
	assert.Equal(t, "2026-10-26", l.Rows[0].Week.String())
	assert.Equal(t, "2026-10-01", l.Rows[0].Month.String())
	assert.Equal(t, "2026-11-02", l.Rows[1].Week.String())
	assert.Equal(t, 3*time.Hour, l.Rows[1].PaidTime())
}
