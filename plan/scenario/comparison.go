package scenario

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
)

// Comparison is a base with scenarios side by side.
type Comparison struct {
	Base     Outcome // of the input as it is; its differences are zero
	Outcomes []Outcome
	Searches int // for a roster, of each; figures are their means, plans and rosters those of the first
}

// Outcome is what becomes of one scenario. All differences are scenario minus base.
type Outcome struct {
	Scenario   Scenario
	Plan       plan.Plan // the walk without explanations and advice
	Figures    Figures
	Difference Figures
	Nothing    *Standing // the base's roster under the scenario's demand: doing nothing; nil in the base, where the scenario holds the roster, and where demand and people are as they were
	Pooling    *Pooling  // of scenarios that merge, split, dedicate or blend; else nil
	Options    []Option  // against the scenario's campaigns, where they were asked for

	outside time.Time
}

// Outside is when a campaign that the scenario is about begins, where none of them acts within
// the period; else the zero time.
func (o Outcome) Outside() time.Time { return o.outside }

// Standing is figures of a roster that stays as it is.
type Standing struct {
	Roster     schedule.Roster
	Figures    Figures
	Difference Figures // against the base
}

// Pooling compares the team that each organisation of the work needs at equal service:
// the smallest one with which a simulation keeps every target.
type Pooling struct {
	Base, Scenario Organisation
	Saved          float64 // full-time agents, gross, that the scenario needs less; negative where it needs more
}

// Kept says whether both simulated teams keep every target, which is what makes them
// comparable.
func (p Pooling) Kept() bool {
	for _, r := range append(append([]Reached{}, p.Base.Services...), p.Scenario.Services...) {
		if r.Service.Mean < r.Target {
			return false
		}
	}
	return true
}

// Organisation is who serves what: agents of a group serve all its queues.
type Organisation struct {
	Groups   [][]string
	NetHours float64 // of agents on the queues over the period
	GrossFTE float64 // full-time agents with shrinkage
	Services []Reached
}

// Reached is the share that the simulated team reaches of a queue's first target.
type Reached struct {
	Queue   string
	Target  float64
	Service Estimate
}

// OptionKind is a sort of thing to do against a campaign.
type OptionKind string

// The options.
const (
	Overtime  OptionKind = "overtime"   // shifts of the campaign's days last longer, as far as rules allow
	Borrow    OptionKind = "borrow"     // people on live queues put the campaign's first
	Loosen    OptionKind = "loosen"     // a longer time is announced
	Move      OptionKind = "move"       // the campaign starts at another hour
	AutoReply OptionKind = "auto-reply" // an automatic reply answers some
)

// Option is one thing to do against a campaign, with the base's roster, against doing
// nothing.
type Option struct {
	Kind      OptionKind
	Begun     time.Time       // when it is begun here: the hour in which it helps most of those tried
	To        time.Time       // Move: the hour to which the launch moves
	Figures   Figures         // with it
	Gain      Figures         // against doing nothing
	Saved     Estimate        // contacts in time that would not have been; helps where Low is above 0
	Cost      decimal.Decimal // against doing nothing
	LastHour  time.Time       // last hour at which beginning it still helps; the zero time where it never does
	BreakEven decimal.Decimal // cost of a contact saved: what a kept promise must be worth for it to pay; 0 where none is saved
	Pays      *bool           // whether that is below what a late contact costs; nil where that is not known
}

// Helps says whether the option gains anything that is not chance.
func (o Option) Helps() bool { return o.Saved.Low > 0 }

// Options steer a comparison.
type Options struct {
	Against  bool // look for options against the campaigns that scenarios bring
	Searches int  // for a roster, of the base and each scenario, with the same seeds; 0 is 1, whose chance no interval holds

	Progress forecast.Progress
}
