package capacity

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

func day(month time.Month, d int) calendar.Date {
	return calendar.Date{Year: 2027, Month: month, Day: d}
}

// small is a voice and a social queue over three months, without anybody.
func small(t *testing.T, agents ...schedule.Agent) Input {
	in := input(t, 3, 0)
	in.Team.Agents = agents
	for i := range in.Team.Agents {
		in.Team.Agents[i].Contract = "full"
	}
	return in
}

func voice(id string, pieces ...skills.Ability) schedule.Agent {
	for i := range pieces {
		pieces[i].Channel = skills.Voice
	}
	return schedule.Agent{ID: id, Abilities: pieces}
}

// works is the people there by month, on voice.
func works(b *book) []float64 {
	var out []float64
	for _, s := range b.staff {
		sum := 0.0
		for _, g := range s.groups {
			sum += g.works * g.pace[0]
		}
		out = append(out, sum)
	}
	return out
}

// Everybody counts in the days on which they are employed, at the pace that they have then.
func TestPeopleThroughTheYear(t *testing.T) {
	joins := voice("joins", skills.Ability{Pace: .5, To: day(time.March, 1).In(time.UTC)}, skills.Ability{Pace: 1, From: day(time.March, 1).In(time.UTC)})
	joins.From = day(time.February, 15)
	leaves := voice("leaves", skills.Ability{Pace: 1})
	leaves.To = day(time.February, 1)
	expires := voice("expires", skills.Ability{Pace: 1, To: day(time.March, 1).In(time.UTC)})
	expires.Barred = []schedule.Barred{{Channel: skills.Voice, Bar: skills.Bar{Reason: skills.ReasonExpired, Name: "policy", From: day(time.March, 1).In(time.UTC)}}}
	in := small(t, joins, leaves, expires)
	in.Renewed = []schedule.Agent{joins, leaves, voice("expires", skills.Ability{Pace: 1})}
	for i := range in.Renewed {
		in.Renewed[i].Contract = "full"
	}
	b := newBook(in)
	assert.InDeltaSlice(t, []float64{2, 1 + .5*.5, 1}, works(b), 1e-9)
	for m, want := range []staff{{heads: 2, paid: 2, leaving: 1}, {heads: 1.5, paid: 1.5, learning: .25, starting: 1}, {heads: 2, paid: 2}} {
		s := b.staff[m]
		assert.InDeltaSlice(t, []float64{want.heads, want.paid, want.learning, want.leaving, float64(want.starting)}, []float64{s.heads, s.paid, s.learning, s.leaving, float64(s.starting)}, 1e-9, "month %d", m)
	}
	assert.Equal(t, []Renewal{{Agent: "expires", Name: "policy", Channel: skills.Voice, By: day(time.March, 1).In(time.UTC)}}, b.renewals())
	assert.InDelta(t, 2, b.staff[2].renewed[0].works, 1e-9)
	p, err := Of(context.Background(), in)
	require.NoError(t, err)
	for _, x := range p.Missing {
		in.Settings.Hires = append(in.Settings.Hires, Hire{Month: x.Start, Count: x.Count, Contract: "full", Queues: []string{x.Queue}})
	}
	in.Team.Agents = in.Renewed
	after, err := Of(context.Background(), in)
	require.NoError(t, err)
	for m, x := range p.Months {
		assert.InDelta(t, x.Closed.Available, after.Months[m].Total.Available, 1e-6, "hired and renewed")
		assert.True(t, x.Closed.Cost.Equal(after.Months[m].Cost))
	}
}

// Known absences take the place of the leave that is expected; what is more is missing. One
// that is not paid costs nothing.
func TestKnownAbsences(t *testing.T) {
	in := small(t, voice("a", skills.Ability{Pace: 1}), voice("b", skills.Ability{Pace: 1}))
	in.Settings.Leave = .25
	in.Team.Absences = []schedule.Absence{
		{Agent: "a", From: day(time.February, 1).In(time.UTC), To: day(time.March, 1).In(time.UTC), Paid: true},
		{Agent: "b", From: day(time.March, 1).In(time.UTC), To: day(time.April, 1).In(time.UTC)},
	}
	b := newBook(in)
	assert.InDeltaSlice(t, []float64{2, 1 / .75, 1}, works(b), 1e-9, "no leave known, half of all paid time, and one who is not paid")
	assert.InDelta(t, 1, b.staff[1].away, 1e-9)
	assert.InDelta(t, 2, b.staff[1].paid, 1e-9)
	assert.InDelta(t, 1, b.staff[2].paid, 1e-9)
	in.Team.Absences = []schedule.Absence{{Agent: "a", From: day(time.February, 1).In(time.UTC), To: day(time.February, 6).In(time.UTC), Paid: true}}
	assert.InDeltaSlice(t, []float64{2, 2, 2}, works(newBook(in)), 1e-9, "a week of one of two is an eighth of the month: less than the quarter expected")
	assert.InDelta(t, 0.25, newBook(in).staff[1].away, 1e-9, "five working days are a whole week")
}

// Who has a last day stays until then; the others leave as they do.
func TestAttritionIsOfThoseNotKnown(t *testing.T) {
	known, other := voice("known", skills.Ability{Pace: 1}), voice("other", skills.Ability{Pace: 1})
	known.To = day(time.March, 1)
	in := small(t, known, other)
	in.Settings.Attrition = .5
	b := newBook(in)
	assert.InDelta(t, 1+b.staying(0.5), b.staff[0].paid, 1e-9)
	assert.InDelta(t, b.staying(2.5), b.staff[2].paid, 1e-9)
	assert.InDelta(t, 1+b.staying(1)-b.staying(2), b.staff[1].leaving, 1e-9)
}

// Hires without a ramp-up of their own learn as the induction has it.
func TestHiresFollowTheInduction(t *testing.T) {
	in := small(t)
	in.Settings.Hires = []Hire{{Month: day(time.January, 1), Count: 1, Contract: "full", Queues: []string{"voice"}}}
	in.Induction = skills.Induction{Pace: []float64{.5, .5, .5, .5, .5}, Training: []float64{1}}
	b := newBook(in)
	assert.InDeltaSlice(t, []float64{.5 * 24 / 31, (4*.5 + 24) / 28, 1}, works(b), 1e-9)
	assert.Equal(t, 1, b.latest(1)+1, "hired a month earlier they are not up to pace yet")
	in.Settings.RampUp = []float64{.25, .75}
	assert.InDeltaSlice(t, []float64{.25, .75, .75}, works(newBook(in)), 1e-9)
}

// The more is not known of the work of a contact, the farther the quantiles lie apart.
func TestDoubtWidensTheMonths(t *testing.T) {
	in := small(t, voice("a", skills.Ability{Pace: 1}))
	sure, err := Of(context.Background(), in)
	require.NoError(t, err)
	for q := range in.Demands {
		in.Demands[q].Profile.Spread = make([]float64, in.Grid.N)
		for i := range in.Demands[q].Profile.Spread {
			in.Demands[q].Profile.Spread[i] = .5
		}
	}
	unsure, err := Of(context.Background(), in)
	require.NoError(t, err)
	wide := func(p Plan) float64 { return p.Months[0].Total.Net[2] / p.Months[0].Total.Net[0] }
	assert.Greater(t, wide(unsure), 1.2*wide(sure))
	assert.Equal(t, sure.Months[0].Total.Volume, unsure.Months[0].Total.Volume)
	in.Risk = .8
	cautious, err := Of(context.Background(), in)
	require.NoError(t, err)
	assert.Greater(t, cautious.Months[0].Total.Net[0], unsure.Months[0].Total.Net[0], "weeks are staffed for their own risk")
	assert.InDelta(t, cautious.Months[0].Total.Gross[1], cautious.Months[0].Total.Required, 1e-9)
	assert.True(t, cautious.Months[0].Cost.Equal(decimal.RequireFromString("2722.64")), cautious.Months[0].Cost)
}
