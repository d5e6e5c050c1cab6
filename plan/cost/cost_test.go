package cost_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule"
)

func money(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func rome(t testing.TB) *calendar.Calendar {
	zone, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	cal, err := calendar.New(zone, "IT", nil)
	require.NoError(t, err)
	return cal
}

func shift(t testing.TB, agent, start string, length time.Duration, breaks ...schedule.Break) schedule.Shift {
	from, err := time.ParseInLocation("2006-01-02 15:04", start, rome(t).Zone)
	require.NoError(t, err)
	return schedule.Shift{Agent: agent, Start: from, End: from.Add(length), Breaks: breaks}
}

func team(pay schedule.Pay, agents ...string) schedule.Team {
	team := schedule.Team{Contracts: map[string]schedule.Contract{"full": {Pay: pay}}}
	for _, id := range agents {
		team.Agents = append(team.Agents, schedule.Agent{ID: id, Contract: "full"})
	}
	return team
}

var standard = schedule.Pay{
	Wage: money("10"), Night: money("0.25"), Saturday: money("0.1"), Sunday: money("0.3"), Holiday: money("0.5"),
	Overtime: money("0.2"), OvertimeAfter: 40 * time.Hour,
}

func TestPremiums(t *testing.T) {
	highest := standard
	highest.Highest = true
	early := standard
	early.NightSpan = calendar.Span{From: calendar.Clock(20, 0), To: calendar.Clock(23, 0)}
	over := standard
	over.OvertimeAfter = 5 * time.Hour
	for _, c := range []struct {
		name   string
		pay    schedule.Pay
		start  string
		length time.Duration
		want   cost.Line
	}{
		{"a plain Tuesday", standard, "2026-11-03 09:00", 8 * time.Hour, cost.Line{Base: money("80")}},
		{"one minute into the night", standard, "2026-11-03 14:01", 8 * time.Hour, cost.Line{Base: money("80"), Night: money("0.04")}},
		{"a whole night", standard, "2026-11-03 22:00", 8 * time.Hour, cost.Line{Base: money("80"), Night: money("20")}},
		{"its own night span", early, "2026-11-03 19:00", 5 * time.Hour, cost.Line{Base: money("50"), Night: money("7.5")}},
		{"Saturday into Sunday", standard, "2026-11-07 20:00", 6 * time.Hour, cost.Line{Base: money("60"), Night: money("10"), Saturday: money("4"), Sunday: money("6")}},
		{"only the highest", highest, "2026-11-07 20:00", 6 * time.Hour, cost.Line{Base: money("60"), Night: money("5"), Saturday: money("2"), Sunday: money("6")}},
		{"All Saints on a Sunday adds up", standard, "2026-11-01 09:00", 2 * time.Hour, cost.Line{Base: money("20"), Sunday: money("6"), Holiday: money("10")}},
		{"All Saints on a Sunday, highest", highest, "2026-11-01 09:00", 2 * time.Hour, cost.Line{Base: money("20"), Holiday: money("10")}},
		{"overtime within a shift", over, "2026-11-03 09:00", 8 * time.Hour, cost.Line{Base: money("80"), Overtime: money("6")}},
		{"the night in which clocks go back has 9 hours", standard, "2026-10-24 22:00", 9 * time.Hour, cost.Line{Base: money("90"), Night: money("22.5"), Saturday: money("2"), Sunday: money("21")}},
		{"the night in which clocks go forward has 7", standard, "2026-03-28 22:00", 7 * time.Hour, cost.Line{Base: money("70"), Night: money("17.5"), Saturday: money("2"), Sunday: money("15")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := cost.Of(team(c.pay, "ada"), []schedule.Shift{shift(t, "ada", c.start, c.length)}, rome(t), "EUR").Agents[0]
			for _, part := range []struct {
				name      string
				want, got decimal.Decimal
			}{
				{"base", c.want.Base, got.Base}, {"night", c.want.Night, got.Night}, {"saturday", c.want.Saturday, got.Saturday},
				{"sunday", c.want.Sunday, got.Sunday}, {"holiday", c.want.Holiday, got.Holiday}, {"overtime", c.want.Overtime, got.Overtime},
			} {
				assert.Truef(t, part.want.Equal(part.got), "%s: want %s, got %s", part.name, part.want, part.got)
			}
		})
	}
}

func TestUnpaidBreaksAreNotPaid(t *testing.T) {
	s := shift(t, "ada", "2026-11-03 18:00", 8*time.Hour)
	at := func(h float64) time.Time { return s.Start.Add(time.Duration(h * float64(time.Hour))) }
	s.Breaks = []schedule.Break{{Start: at(2), End: at(2.25), Paid: true}, {Start: at(4.5), End: at(5)}}
	line := cost.Of(team(standard, "ada"), []schedule.Shift{s}, rome(t), "EUR").Agents[0]
	assert.Equal(t, "7.5", line.PaidHours.String())
	assert.Equal(t, "8.75", line.Night.String(), "22:00 to 02:00 without the half hour at 22:30")
}

func TestOvertimeCountsPublishedShiftsOfTheWeek(t *testing.T) {
	tm := team(standard, "ada")
	for d := 2; d <= 5; d++ { // Monday to Thursday, and the Sunday of the week before
		tm.Published = append(tm.Published, shift(t, "ada", fmt.Sprintf("2026-11-%02d 09:00", d), 9*time.Hour))
	}
	tm.Published = append(tm.Published, shift(t, "ada", "2026-11-01 09:00", 9*time.Hour))
	line := cost.Of(tm, []schedule.Shift{shift(t, "ada", "2026-11-06 09:00", 8*time.Hour)}, rome(t), "EUR").Agents[0]
	assert.Equal(t, "8", line.PaidHours.String())
	assert.Equal(t, "8", line.Overtime.String(), "36 hours published: 4 of the 8 are overtime")
}

func TestTimeOnCallIsPaidByItsShare(t *testing.T) {
	s := shift(t, "ada", "2026-11-07 20:00", 6*time.Hour) // Saturday into Sunday
	s.OnCall = &schedule.OnCall{Pay: money("0.25"), Queues: []string{"chat"}}
	line := cost.Of(team(standard, "ada"), []schedule.Shift{s}, rome(t), "EUR").Agents[0]
	assert.Equal(t, "1.5", line.PaidHours.String())
	for _, part := range []struct{ want, got decimal.Decimal }{{money("15"), line.Base}, {money("2.5"), line.Night}, {money("1"), line.Saturday}, {money("1.5"), line.Sunday}} {
		assert.Truef(t, part.want.Equal(part.got), "want %s, got %s", part.want, part.got)
	}
	over := standard
	over.OvertimeAfter = time.Hour
	line = cost.Of(team(over, "ada"), []schedule.Shift{s}, rome(t), "EUR").Agents[0]
	assert.Equal(t, "1", line.Overtime.String(), "half of the hour and a half that count")
	s.OnCall.Pay = decimal.Zero
	assert.True(t, cost.Of(team(over, "ada"), []schedule.Shift{s}, rome(t), "EUR").Total.Total.IsZero())
}

func TestWageOfAgentContractOrNobody(t *testing.T) {
	tm := team(standard, "ada", "bob", "cy")
	tm.Agents[1].Wage = money("12.345")
	tm.Agents[2].Contract = "unheard of"
	day := func(agent string) schedule.Shift { return shift(t, agent, "2026-11-03 09:00", time.Hour) }
	got := cost.Of(tm, []schedule.Shift{day("ada"), day("bob"), day("cy"), day("nobody")}, nil, "EUR")
	require.Len(t, got.Agents, 3)
	assert.Equal(t, "10", got.Agents[0].Total.String())
	assert.Equal(t, "12.35", got.Agents[1].Total.String(), "half a cent goes up")
	assert.Equal(t, "0", got.Agents[2].Total.String())
	assert.Equal(t, "22.35", got.Total.Total.String())
	assert.Equal(t, "3", got.Total.PaidHours.String())
}

func ExampleOf() {
	zone, _ := time.LoadLocation("Europe/Rome")
	start := time.Date(2026, 11, 8, 18, 0, 0, 0, zone) // a Sunday evening
	team := schedule.Team{
		Agents: []schedule.Agent{{ID: "ada", Contract: "full"}},
		Contracts: map[string]schedule.Contract{"full": {Pay: schedule.Pay{
			Wage: decimal.RequireFromString("14.50"), Night: decimal.RequireFromString("0.25"), Sunday: decimal.RequireFromString("0.30"),
		}}},
	}
	shifts := []schedule.Shift{{Agent: "ada", Start: start, End: start.Add(6 * time.Hour)}}
	line := cost.Of(team, shifts, calendar.Plain(zone), "EUR").Total
	fmt.Println(line.PaidHours, "hours:", line.Base, "+", line.Night, "+", line.Sunday, "=", line.Total)
	// Output: 6 hours: 87 + 7.25 + 26.1 = 120.35
}

// world draws a team and its shifts, sensible and absurd ones.
func world(t *rapid.T, cal *calendar.Calendar) (schedule.Team, []schedule.Shift) {
	share := func(name string) decimal.Decimal {
		return decimal.New(int64(rapid.IntRange(0, 100).Draw(t, name)), -2)
	}
	pay := schedule.Pay{
		Wage: decimal.New(int64(rapid.IntRange(0, 5000).Draw(t, "wage")), -2), Night: share("night"), Saturday: share("saturday"),
		Sunday: share("sunday"), Holiday: share("holiday"), Overtime: share("overtime"),
		OvertimeAfter: time.Duration(rapid.IntRange(0, 60).Draw(t, "after")) * time.Hour,
		Highest:       rapid.Bool().Draw(t, "highest"),
	}
	tm := team(pay, "ada", "bob")
	base := time.Date(2026, 10, 19, 0, 0, 0, 0, cal.Zone)
	draw := rapid.Custom(func(t *rapid.T) schedule.Shift {
		start := base.Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "start")) * time.Minute)
		s := schedule.Shift{Agent: rapid.SampledFrom([]string{"ada", "bob", "eve"}).Draw(t, "agent"), Start: start}
		s.End = start.Add(time.Duration(rapid.IntRange(-60, 14*60).Draw(t, "minutes")) * time.Minute)
		for range rapid.IntRange(0, 2).Draw(t, "breaks") {
			at := start.Add(time.Duration(rapid.IntRange(-60, 900).Draw(t, "break")) * time.Minute)
			s.Breaks = append(s.Breaks, schedule.Break{Start: at, End: at.Add(time.Duration(rapid.IntRange(-10, 60).Draw(t, "length")) * time.Minute), Paid: rapid.Bool().Draw(t, "paid")})
		}
		return s
	})
	tm.Published = rapid.SliceOfN(draw, 0, 4).Draw(t, "published")
	return tm, rapid.SliceOfN(draw, 0, 12).Draw(t, "shifts")
}

func TestStatementsAddUp(t *testing.T) {
	cal := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		tm, shifts := world(t, cal)
		whole := cost.Of(tm, shifts, cal, "EUR")
		var parts decimal.Decimal
		for _, a := range tm.Agents {
			var own []schedule.Shift
			for _, s := range shifts {
				if s.Agent == a.ID {
					own = append(own, s)
				}
			}
			parts = parts.Add(cost.Of(tm, own, cal, "EUR").Total.Total)
		}
		if !parts.Equal(whole.Total.Total) {
			t.Fatalf("agents one by one cost %s, together %s", parts, whole.Total.Total)
		}
		for _, l := range append(whole.Agents, whole.Total) {
			if sum := decimal.Sum(l.Base, l.Night, l.Saturday, l.Sunday, l.Holiday, l.Overtime); !sum.Equal(l.Total) {
				t.Fatalf("parts of %q sum to %s, not %s", l.Agent, sum, l.Total)
			}
			if !l.Total.Equal(l.Total.Round(2)) || l.Total.IsNegative() {
				t.Fatalf("total %s of %q is not an amount of cents", l.Total, l.Agent)
			}
		}
	})
}

func TestTheHighestPremiumNeverExceedsTheirSum(t *testing.T) {
	cal := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		tm, shifts := world(t, cal)
		total := func(highest bool) cost.Line {
			c := tm.Contracts["full"]
			c.Pay.Highest = highest
			tm.Contracts["full"] = c
			return cost.Of(tm, shifts, cal, "EUR").Total
		}
		high, stack := total(true), total(false)
		cents := decimal.New(int64(5*len(tm.Agents)), -2) // rounding of each part
		if high.Total.GreaterThan(stack.Total.Add(cents)) {
			t.Fatalf("highest %s above the stack %s", high.Total, stack.Total)
		}
		if !high.Base.Equal(stack.Base) || high.Total.LessThan(high.Base) {
			t.Fatalf("base %s and %s, total %s", high.Base, stack.Base, high.Total)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	cal := rome(b)
	tm := team(standard)
	var shifts []schedule.Shift
	for a := range 500 {
		id := fmt.Sprint("agent-", a)
		tm.Agents = append(tm.Agents, schedule.Agent{ID: id, Contract: "full"})
		for d := range 20 {
			shifts = append(shifts, shift(b, id, fmt.Sprintf("2026-11-%02d %02d:00", d+1, 6+a%16), 8*time.Hour))
		}
	}
	for b.Loop() {
		cost.Of(tm, shifts, cal, "EUR")
	}
}

// Premiums fall on the night, the Sunday and the week of the agent's own clock.
func TestPremiumsByOwnClock(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	people := team(standard, "here", "there")
	people.Agents[1].Zone = zone
	of := func(start string) []cost.Line {
		return cost.Of(people, []schedule.Shift{shift(t, "here", start, 6*time.Hour), shift(t, "there", start, 6*time.Hour)}, rome(t), "EUR").Agents
	}
	night := of("2026-11-03 04:00") // 22:00 on Monday in New York
	assert.Equal(t, "5", night[0].Night.String())
	assert.Equal(t, "15", night[1].Night.String())
	sunday := of("2026-11-09 00:00") // 18:00 on Sunday in New York
	assert.Equal(t, "0", sunday[0].Sunday.String())
	assert.Equal(t, "18", sunday[1].Sunday.String())
}
