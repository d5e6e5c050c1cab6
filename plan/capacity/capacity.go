// Package capacity plans the size of a team by month: the full-time people that the
// long-range forecast asks for, those who will be there, what is missing and what it costs.
//
// load.go turns volume into agent-hours by month and queue, near.go says how sure a plan of a
// week will be by then, paths.go turns the uncertainty of the months into that of the
// requirement, people.go the team into those there, month by month, allot.go shares people of
// several queues out, hires.go closes gaps, money.go prices.
package capacity

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// Settings are what is assumed about the months to come.
type Settings struct {
	Attrition float64   // share of the team that leaves within a year, 0 to below 1, of those whose last day is not known
	Leave     float64   // share of paid time on leave, 0 to below 1, known absences included
	Fit       float64   // share of rostered time that lies where it is required, above 0 to 1; 0 means 1
	Lead      int       // months from the decision to a first day at work
	RampUp    []float64 // productivity of hires by month since the start, the last one stays; none is by Input.Induction
	Hires     []Hire    // that are decided
	Budget    []Amount  // by month
}

// Hire is people who start on the first of a month.
type Hire struct {
	Month    calendar.Date
	Count    int
	Contract string
	Queues   []string  // that they serve, at standard pace
	RampUp   []float64 // none is that of Settings
}

// Amount is money of a month.
type Amount struct {
	Month calendar.Date
	Money decimal.Decimal
}

// Input is what a capacity plan is a function of.
type Input struct {
	Calendar  *calendar.Calendar
	Grid      calendar.Grid     // whole months at the planning interval
	Volumes   []forecast.Volume // on the history's intervals over the months or longer
	Demands   []staffing.Demand // on Grid, by queue: volumes with the doubt about the work of a contact
	Team      schedule.Team     // with the abilities that hold over Grid
	Renewed   []schedule.Agent  // of Team, in its order, as they are if certificates are renewed in time; nil is as they are
	Induction skills.Induction  // of hires without a ramp-up of their own
	Known     []schedule.Shift  // published ones: what was paid, and with which premiums
	Settings  Settings
	FTE       time.Duration // paid hours of a full-time week
	Risk      float64       // as plan.Input.Risk: for the weeks, and the quantile of the months to plan for; 0 is the expected service, and half the months
	Currency  string
	Seed      uint64
	Progress  forecast.Progress
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
	Missing   []Missing // beside renewing the certificates of Renewals
	Renewals  []Renewal // by date
	Past      []Past    // months with a budget or with published rosters, before the plan's or among them
}

// Month is one month of the plan. People are full-time ones unless they are heads.
type Month struct {
	First    calendar.Date
	Hours    decimal.Decimal         // paid hours of one full-time person
	Queues   []Line                  // in the order of the queues
	Total    Line                    // of the team; its quantiles are those of the sum, not the sums of quantiles
	Short    float64                 // missing on the queues that lack people; in the gap of the total others make up for it
	Heads    float64                 // people employed, expected, on the mean day
	Paid     float64                 // of them full-time
	Away     float64                 // of the paid, known to be absent
	Learning float64                 // of the paid, lost while new people get up to pace
	Leaving  float64                 // heads who leave in the month, expected or known
	Starting int                     // heads who start: decided hires, and agents on their first day
	Pay      []Pay                   // by contract
	Cost     decimal.Decimal         // sum of Pay
	Asked    [levels]decimal.Decimal // what Gross would cost at the mean wage, by quantile
	Closed   Closed
	Budget   *decimal.Decimal
}

// Renewal is a certificate without which an agent may not serve a channel from a time on.
type Renewal struct {
	Agent, Name string
	Channel     skills.Channel
	By          time.Time
}

// Closed is a month with the people of Missing hired and the certificates of Renewals renewed.
type Closed struct {
	Heads     int     // of them there
	Available float64 // full-time people, productive, on all queues
	Short     float64 // still missing on the queues that lack people
	Cost      decimal.Decimal
}

// Line is one queue, or the team, in a month. People are full-time ones.
type Line struct {
	Queue     string
	Volume    Band
	Net       Band    // of agents at standard pace, serving all the time they are paid for
	Gross     Band    // the same with shrinkage, leave and fit
	Required  float64 // gross, at the plan's level
	Available float64 // productive people, allotted to this queue
	Gap       float64 // Available less Required: below 0 people are missing
	Gaps      Band    // Available less Gross
}

// levels is how many quantiles are told of every requirement.
const levels = 3

// Levels are these quantiles.
func Levels() [levels]float64 { return [levels]float64{0.5, 0.8, 0.9} }

// Band is a figure at the quantiles of Levels.
type Band [levels]float64

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

// Of makes the plan. It fails on demands that staffing refuses and when ctx ends.
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
	p.Missing, p.Renewals = b.missing(p.Months), b.renewals()
	b.close(p)
	p.Past = b.past()
	return p, nil
}

// book is a plan being made.
type book struct {
	Input
	queues    []schedule.Queue
	months    []span
	keep      float64
	level     float64
	premium   decimal.Decimal
	staff     []staff                 // by month
	calendars map[calendar.Grid][]int // asked before: the months of a grid's intervals
}

// span is the intervals of one month.
type span struct {
	first    calendar.Date
	from, to int // intervals of Grid
	days     int
}

func newBook(in Input) *book {
	if in.Renewed == nil {
		in.Renewed = in.Team.Agents
	}
	b := &book{Input: in, level: in.Risk, calendars: map[calendar.Grid][]int{}}
	if b.level == 0 {
		b.level = Levels()[0]
	}
	fit := in.Settings.Fit
	if fit == 0 {
		fit = 1
	}
	b.keep = (1 - in.Team.Shrinkage.Share()) * (1 - in.Settings.Leave) * fit
	for _, d := range in.Demands {
		b.queues = append(b.queues, d.Queue)
	}
	for i, d := range in.Grid.Days() {
		if d.Date.Day == 1 || i == 0 {
			b.months = append(b.months, span{first: d.Date, from: d.First})
		}
		last := &b.months[len(b.months)-1]
		last.to, last.days = d.First+d.N, last.days+1
	}
	b.premium = b.premiums()
	b.enlist()
	return b
}

// hours is the paid hours of a full-time person in a month.
func (s span) hours(week time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(week)).Mul(decimal.NewFromInt(int64(s.days))).DivRound(decimal.NewFromInt(7*int64(time.Hour)), 2)
}

func (b *book) tell(stage string, done, of int) {
	if b.Progress != nil {
		b.Progress(stage, done, of)
	}
}

// Months is the grid of so many whole months from the first one that begins on a date or
// later.
func Months(from calendar.Date, months int, zone *time.Location, step time.Duration) (calendar.Grid, error) {
	first := from.FirstOfMonth(0)
	if first.Before(from) {
		first = from.FirstOfMonth(1)
	}
	g, err := calendar.NewGrid(first.In(zone), first.FirstOfMonth(months).In(zone), step)
	if err != nil {
		return g, fmt.Errorf("months from %s: %w", first, err)
	}
	return g, nil
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
		from = p.Months[0].First.FirstOfMonth(p.Settings.Lead)
	}
	return from, lacks
}
