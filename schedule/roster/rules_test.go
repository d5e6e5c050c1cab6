package roster

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// bound makes an agent of a week's problem with the limits.
func bound(change func(a *Agent)) (*Problem, *Agent) {
	p := &Problem{
		Step: 60, N: 7 * 24, Tail: 24, Terms: Tiers(), Weeks: []Week{{0, 7 * 1440, true}},
		Forms: []Form{{Kind: "late", Excludes: []int{1}}, {Kind: "early"}}, Agents: []Agent{{Starts: make([][]Start, 7)}},
	}
	for d := range 7 {
		p.Days = append(p.Days, Day{From: d * 1440, To: (d + 1) * 1440, Weekend: d > 4, Last: d == 6})
		p.Agents[0].Starts[d] = []Start{{0, d*1440 + 840, 480}, {1, d*1440 + 360, 480}}
	}
	change(&p.Agents[0])
	p.prepare()
	return p, &p.Agents[0]
}

func TestDayRules(t *testing.T) {
	for name, c := range map[string]struct {
		change func(a *Agent)
		label  label
		day    int
		off    bool // judged: the day off
		want   bool
	}{
		"a run too short":               {func(a *Agent) { a.Limits.RunMin = 3 }, label{run: 2}, 3, true, false},
		"a run long enough":             {func(a *Agent) { a.Limits.RunMin = 3 }, label{run: 3}, 3, true, true},
		"a run from the unknown":        {func(a *Agent) { a.Limits.RunMin = 3 }, label{run: 1, marks: open}, 1, true, true},
		"too few days off":              {func(a *Agent) { a.Limits.OffMin = 2 }, label{off: 1}, 3, false, false},
		"days off enough":               {func(a *Agent) { a.Limits.OffMin = 2 }, label{off: 2}, 3, false, true},
		"a run goes on":                 {func(a *Agent) { a.Limits.OffMin = 2 }, label{run: 1}, 3, false, true},
		"days of the period":            {func(a *Agent) { a.Limits.DaysMax = 4 }, label{worked: 4}, 5, false, false},
		"Sunday after a free Saturday":  {func(a *Agent) { a.Limits.Whole = true }, label{}, 6, false, false},
		"free Sunday after Saturday":    {func(a *Agent) { a.Limits.Whole = true }, label{weekends: 1}, 6, true, false},
		"both days of a weekend":        {func(a *Agent) { a.Limits.Whole = true }, label{weekends: 1}, 6, false, true},
		"weekends in a row":             {func(a *Agent) { a.Limits.WeekendsRow = 2 }, label{weekends: 0b110}, 5, false, false},
		"the second weekend in a row":   {func(a *Agent) { a.Limits.WeekendsRow = 2 }, label{weekends: 0b1010}, 5, false, true},
		"the turn's free weekend":       {func(a *Agent) { a.Limits.WeekendCycle, a.Limits.WeekendsOn = 3, 1 }, label{weekends: 0b100}, 5, false, false},
		"weekends of the period":        {func(a *Agent) { a.Limits.Weekends = 1 }, label{count: 1}, 5, false, false},
		"the same weekend counts once":  {func(a *Agent) { a.Limits.Weekends = 1 }, label{count: 1, weekends: 1}, 6, false, true},
		"no weekend, no limit":          {func(a *Agent) { a.Limits.Weekends = 1 }, label{count: 1}, 4, false, true},
		"without rules all days are in": {func(*Agent) {}, label{run: 9, off: 0}, 6, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			p, a := bound(c.change)
			if c.off {
				assert.Equal(t, c.want, a.mayRest(&p.Days[c.day], &c.label))
			} else {
				assert.Equal(t, c.want, a.mayWork(&p.Days[c.day], &c.label))
			}
		})
	}
}

func TestShiftRules(t *testing.T) {
	free := eve{none, -1}
	for name, c := range map[string]struct {
		change func(a *Agent)
		label  label
		eve    eve
		option option
		want   bool
	}{
		"paid time of the period":     {func(a *Agent) { a.Limits.PaidMax = 1000 }, label{total: 600, last: -1}, free, option{at: 3000, paid: 480}, false},
		"within the period's limit":   {func(a *Agent) { a.Limits.PaidMax = 1000 }, label{total: 520, last: -1}, free, option{at: 3000, paid: 480}, true},
		"paid time of the average":    {func(a *Agent) { a.Means = []MeanLimit{{1000, true}} }, label{mean: 600}, free, option{at: 3000, paid: 480}, false},
		"nothing left of the average": {func(a *Agent) { a.Means = []MeanLimit{{-1, true}} }, label{}, free, option{at: 3000, paid: 1}, false},
		"nothing paid, nothing taken": {func(a *Agent) { a.Means = []MeanLimit{{-1, true}} }, label{}, free, option{at: 3000}, true},
		"rest after nights":           {func(a *Agent) { a.Limits.NightRest = 2880 }, label{end: 1800, marks: tired}, free, option{at: 4600}, false},
		"rested after nights":         {func(a *Agent) { a.Limits.NightRest = 2880 }, label{end: 1800, marks: tired}, free, option{at: 4680}, true},
		"the nights go on":            {func(a *Agent) { a.Limits.NightRest = 2880 }, label{end: 1800, marks: tired, nights: 1}, free, option{at: 2760, night: true}, true},
		"nights of the week":          {func(a *Agent) { a.Limits.WeekNights = 1 }, label{count: 1}, free, option{at: 3000, night: true}, false},
		"nights of the period":        {func(a *Agent) { a.Limits.PeriodNights = 2 }, label{count: 2}, free, option{at: 3000, night: true}, false},
		"no night":                    {func(a *Agent) { a.Limits.PeriodNights = 2 }, label{count: 2}, free, option{at: 3000}, true},
		"backwards on the clock":      {func(a *Agent) { a.Limits.Backward = 61 }, label{}, eve{840, 0}, option{at: 3000, clock: 779}, false},
		"an hour back":                {func(a *Agent) { a.Limits.Backward = 61 }, label{}, eve{840, 0}, option{at: 3000, clock: 780}, true},
		"a day off before":            {func(a *Agent) { a.Limits.Backward = 61 }, label{}, free, option{at: 3000, clock: 360}, true},
		"starts apart":                {func(a *Agent) { a.Limits.Spread = 121 }, label{first: 480, last: 540}, free, option{at: 3000, clock: 601}, false},
		"starts together":             {func(a *Agent) { a.Limits.Spread = 121 }, label{first: 480, last: 540}, free, option{at: 3000, clock: 600}, true},
		"shifts of a form":            {func(a *Agent) { a.Caps = []int{0, 3} }, label{count: 3}, free, option{at: 3000, form: 1}, false},
		"another form":                {func(a *Agent) { a.Caps = []int{0, 3} }, label{count: 3}, free, option{at: 3000, form: 0}, true},
		"early after late":            {func(*Agent) {}, label{}, eve{840, 0}, option{at: 3000, form: 1}, false},
		"early after early":           {func(*Agent) {}, label{}, eve{360, 1}, option{at: 3000, form: 1}, true},
		"a locked shift of no kind":   {func(*Agent) {}, label{}, eve{840, 0}, option{at: 3000, form: -1}, true},
		"starts of a week before any": {func(a *Agent) { a.Limits.Spread = 1 }, label{first: 1 << 14, last: -1}, free, option{at: 3000, clock: 400}, true},
	} {
		t.Run(name, func(t *testing.T) {
			p, a := bound(c.change)
			assert.Equal(t, c.want, a.allows(p, &p.Days[2], &c.label, &c.eve, &c.option))
		})
	}
}

func TestClosingRules(t *testing.T) {
	p, a := bound(func(a *Agent) { a.Limits.PaidMin, a.Limits.DaysMin, a.Weeks = 1000, 3, []WeekLimit{{Days: 4}} })
	assert.True(t, a.periodCloses(&label{total: 1000, worked: 3}))
	assert.False(t, a.periodCloses(&label{total: 999, worked: 3}))
	assert.False(t, a.periodCloses(&label{total: 1000, worked: 2}))
	assert.True(t, a.weekCloses(p, 0, &label{days: 4}))
	assert.False(t, a.weekCloses(p, 0, &label{days: 3}))
}

func TestNightHoursAreOfNightShifts(t *testing.T) {
	_, a := bound(func(a *Agent) { a.Limits.NightPaid = 480 })
	assert.True(t, a.nightHoursMax(&option{paid: 540}))
	assert.False(t, a.nightHoursMax(&option{paid: 540, night: true}))
}

func TestTheClockChangesWithinADay(t *testing.T) {
	spring := Day{From: 1440, To: 2 * 1440, Change: 1440 + 120, Ahead: 60}
	assert.Equal(t, []int{60, 180, 600}, []int{spring.clock(1500), spring.clock(1560), spring.clock(1980)})
}

func TestCountersKeepTheirFields(t *testing.T) {
	var c counters
	x, y := c.add(3), c.add(10)
	n := uint64(0)
	for range 3 {
		n = x.more(n)
	}
	n = y.more(n)
	assert.Equal(t, []int{3, 1}, []int{x.of(n), y.of(n)})
	assert.True(t, x.full(n))
	assert.False(t, y.full(n))
	assert.True(t, c.within(n, y.more(n)))
	assert.False(t, c.within(y.more(n), n))
	assert.False(t, c.within(n, y.more(y.more(0))), "fewer of one and more of the other")
}

// TestUnusedRulesKeepNothing guards the speed of teams with few rules: what no rule asks
// about must not tell labels apart.
func TestUnusedRulesKeepNothing(t *testing.T) {
	p, a := bound(func(a *Agent) { a.Starts = make([][]Start, 7) })
	assert.Zero(t, a.need)
	l := a.outset()
	next := a.work(&p.Days[5], &l)
	a.workOption(p, &p.Days[5], &l, &option{at: 3000, end: 3480, paid: 480, night: true, clock: 840, form: 1}, &next)
	l.end = next.end
	assert.Equal(t, l, next)
}

func TestTooManyCapsAreRefused(t *testing.T) {
	p, a := bound(func(*Agent) {})
	for len(p.Forms) < 30 {
		p.Forms = append(p.Forms, Form{Kind: fmt.Sprint("more", len(p.Forms))})
	}
	a.Caps = make([]int, len(p.Forms))
	for f := range p.Forms {
		a.Caps[f] = 3
		for d := range p.Days {
			a.Starts[d] = append(a.Starts[d], Start{Form: f, At: p.Days[d].From})
		}
	}
	p.prepare()
	assert.ErrorContains(t, p.countable(), "90 bits")
	a.Caps = nil
	p.prepare()
	assert.NoError(t, p.countable())
}
