// Package capacity plans the size of a team by month: the full-time people that the
// long-range forecast asks for, those who will be there, what is missing and what it costs.
//
// load.go turns volume into agent-hours by month and queue, paths.go the uncertainty of the
// volume into that of the requirement, people.go the team into those available, allot.go
// shares people of several queues out, hires.go closes gaps, money.go prices.
package capacity

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
)

// Settings are what is assumed about the months to come.
type Settings struct {
	Attrition float64   // share of the team that leaves within a year, 0 to below 1
	Leave     float64   // share of paid time on leave, 0 to below 1
	Fit       float64   // share of rostered time that lies where it is required, above 0 to 1; 0 means 1
	Lead      int       // months from the decision to a first day at work
	RampUp    []float64 // productivity by month since the start, the last one stays; none means 1
	Hires     []Hire    // that are decided
	Budget    []Amount  // by month
}

// Hire is people who start on the first of a month.
type Hire struct {
	Month    calendar.Date
	Count    int
	Contract string
	Queues   []string  // that they serve
	RampUp   []float64 // none is that of Settings
}

// Amount is money of a month.
type Amount struct {
	Month calendar.Date
	Money decimal.Decimal
}

// Input is what a capacity plan is a function of.
type Input struct {
	Calendar *calendar.Calendar
	Grid     calendar.Grid // whole months at the planning interval
	Queues   []schedule.Queue
	Volumes  []forecast.Volume  // on the history's intervals over the months or longer
	Profiles []forecast.Profile // on Grid, in the order of the queues
	Team     schedule.Team
	Known    []schedule.Shift // published ones: what was paid, and with which premiums
	Settings Settings
	FTE      time.Duration // paid hours of a full-time week
	Level    float64       // quantile of the requirement to plan for, 0.5 to 0.99; 0 is 0.5
	Currency string
	Seed     uint64
	Progress forecast.Progress
}

// Plan is the months one after the other.
type Plan struct {
	Currency  string
	FTE       time.Duration
	Level     float64         // quantile that Required and Gap are at
	Shrinkage float64         // share of rostered time lost
	Keep      float64         // share of a paid hour that serves customers where they wait: shrinkage, leave and fit
	Premium   decimal.Decimal // pay with premiums over base pay, as published rosters had it
	Settings  Settings
	Months    []Month
	Missing   []Missing
	Past      []Past // months with a budget or with published rosters, before the plan's or among them
}

// Month is one month of the plan.
type Month struct {
	First    calendar.Date
	Hours    decimal.Decimal    // paid hours of one full-time person
	Queues   []Line             // in the order of the queues
	Total    Line               // of the team; its quantiles are those of the sum, not the sums of quantiles
	Leaving  float64            // full-time people who leave in the month, expected
	Starting int                // people of decided hires
	Pay      []Pay              // by contract
	Cost     decimal.Decimal    // sum of Pay
	Asked    [2]decimal.Decimal // what Gross would cost at the mean wage
	Budget   *decimal.Decimal
}

// Line is one queue, or the team, in a month. Quantiles are at 50 % and 90 %. People are
// full-time equivalents.
type Line struct {
	Queue     string
	Volume    [2]float64
	Net       [2]float64 // of agents at standard pace, serving all the time they are paid for
	Gross     [2]float64 // the same with shrinkage, leave and fit
	Required  float64    // gross, at the plan's level
	Available float64    // productive people, allotted to this queue
	Gap       float64    // Available less Required: below 0 people are missing
	Gap90     float64    // Available less the 90 % quantile
}

// Missing is a recommendation: people to be hired for a queue, beside those decided.
type Missing struct {
	Queue  string
	Start  calendar.Date // first day at work
	Decide calendar.Date // month by which to decide; before the plan begins where that is too late
	First  calendar.Date // month whose gap they close
	Months int           // of the plan in which they are needed
	Count  int
	Late   bool // the lead time does not allow an earlier start: the gap stays until they are there
}

// levels are the quantiles told of every requirement.
var levels = [2]float64{0.5, 0.9}

// Of makes the plan. It fails on profiles that staffing refuses and when ctx ends.
func Of(ctx context.Context, in Input) (Plan, error) {
	b := newBook(in)
	loads, err := b.loads(ctx)
	if err != nil {
		return Plan{}, err
	}
	draws, err := b.draw(ctx)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Currency: in.Currency, FTE: in.FTE, Level: b.level, Shrinkage: in.Team.Shrinkage.Share(), Keep: b.keep, Premium: b.premium, Settings: in.Settings}
	for m := range b.months {
		month := b.month(m, loads, draws)
		b.people(m, &month)
		b.price(m, &month)
		p.Months = append(p.Months, month)
	}
	p.Missing = b.missing(p.Months)
	p.Past = b.past()
	return p, nil
}

// book is a plan being made.
type book struct {
	Input
	months  []span
	keep    float64
	level   float64
	premium decimal.Decimal
	groups  []group
}

// span is the intervals of one month.
type span struct {
	first    calendar.Date
	from, to int // intervals of Grid
	days     int
}

func newBook(in Input) *book {
	b := &book{Input: in, level: in.Level}
	if b.level == 0 {
		b.level = levels[0]
	}
	fit := in.Settings.Fit
	if fit == 0 {
		fit = 1
	}
	b.keep = (1 - in.Team.Shrinkage.Share()) * (1 - in.Settings.Leave) * fit
	for i, d := range in.Grid.Days() {
		if d.Date.Day == 1 || i == 0 {
			b.months = append(b.months, span{first: d.Date, from: d.First})
		}
		last := &b.months[len(b.months)-1]
		last.to, last.days = d.First+d.N, last.days+1
	}
	b.premium = b.premiums()
	b.groups = b.team()
	return b
}

// hours is the paid hours of a full-time person in a month.
func (s span) hours(week time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(week)).Mul(decimal.NewFromInt(int64(s.days))).DivRound(decimal.NewFromInt(7*int64(time.Hour)), 2)
}

// index is the month that holds the date, or -1.
func (b *book) index(d calendar.Date) int {
	return slices.IndexFunc(b.months, func(s span) bool { return s.first.Year == d.Year && s.first.Month == d.Month })
}

// scaled are the demands with every volume multiplied.
func (b *book) scaled(by float64) []staffing.Demand {
	times := func(values []float64) []float64 {
		out := make([]float64, len(values))
		for i, x := range values {
			out[i] = by * x
		}
		return out
	}
	out := make([]staffing.Demand, len(b.Queues))
	for i, q := range b.Queues {
		p := b.Profiles[i]
		v := p.Volume
		v.Mean = times(v.Mean)
		v.Quantiles = nil
		for _, x := range p.Volume.Quantiles {
			v.Quantiles = append(v.Quantiles, times(x))
		}
		p.Volume = v
		out[i] = staffing.Demand{Queue: q, Profile: p}
	}
	return out
}

func (b *book) tell(stage string, done, of int) {
	if b.Progress != nil {
		b.Progress(stage, done, of)
	}
}

// Months is the grid of so many whole months from the first one that begins on a date or
// later.
func Months(from calendar.Date, months int, zone *time.Location, step time.Duration) (calendar.Grid, error) {
	first := calendar.Date{Year: from.Year, Month: from.Month, Day: 1}
	if first.Before(from) {
		first = After(first, 1)
	}
	g, err := calendar.NewGrid(first.In(zone), After(first, months).In(zone), step)
	if err != nil {
		return g, fmt.Errorf("months from %s: %w", first, err)
	}
	return g, nil
}

// After is the first day of the month so many months later.
func After(d calendar.Date, months int) calendar.Date {
	t := time.Date(d.Year, d.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	return calendar.Date{Year: t.Year(), Month: t.Month(), Day: 1}
}

// Unreachable says whether a month lacks people before anybody hired now could start, and
// when that is.
func (p Plan) Unreachable() (from calendar.Date, lacks bool) {
	for m := range p.Months[:min(p.Settings.Lead, len(p.Months))] {
		for _, l := range p.Months[m].Queues {
			lacks = lacks || l.Gap <= worth
		}
	}
	if len(p.Months) > 0 {
		from = After(p.Months[0].First, p.Settings.Lead)
	}
	return from, lacks
}
