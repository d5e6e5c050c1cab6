// Package plan walks one team end to end: history to volume, volume to requirement,
// requirement to roster, roster to the service that results.
package plan

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/plan/capacity"
	"turno/plan/cost"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/schedule/simulate"
	"turno/skills"
)

// Input is everything a plan is a pure function of.
type Input struct {
	Name      string // the team, for people
	Calendar  *calendar.Calendar
	Period    calendar.Grid // what to plan, at the planning interval
	Now       time.Time     // stamps results; the end of the history unless set
	Seed      uint64
	Currency  string // ISO 4217
	Language  string // of what people read, an IETF tag; nothing else depends on it
	History   []forecast.Series
	Campaigns []forecast.Campaign
	Events    []forecast.Event
	Overrides []forecast.Override // corrections of the forecast, applied last
	Queues    []schedule.Queue
	Streams   map[string][]forecast.Stream          // by queue: the work a contact brings
	Rates     map[string]map[forecast.Kind][]string // by queue and kind of message, what of its work nobody has stated (auto.RateFlush and so on; RateShare, of an empty kind, is the mix): Rated forecasts it
	Doubt     map[string][]float64                  // by queue and interval, the relative deviation of what Rated expects of the work of a contact
	Measured  map[string][]string                   // by queue, what of its work Streams takes from measurement
	Team      schedule.Team
	Base      schedule.Roster  // what people were told of the period, over its grid: they keep it where service and rules allow
	Stated    []schedule.Agent // the agents as agents.csv has them: Team.Agents is these with what the assessments leave
	Skills    skills.Model
	Assessed  []skills.Assessment
	Others    []skills.Person // assessed, but not in the team
	Worth     decimal.Decimal // of one contact served in time; 0 is what serving one costs
	Risk      float64         // quantile of volume to staff for, 0.5 to 0.99; 0 staffs for the expected service
	Late      decimal.Decimal // what a contact that is answered late costs, for what-ifs; 0 is not known
	Deflects  float64         // share of contacts that an automatic reply would answer, for what-ifs; 0 is the default

	Locale string        // IETF tag of how workbooks write numbers, money and dates; empty leaves it to the reader
	FTE    time.Duration // paid hours of a full-time week; 0 is the most that any contract allows, see FTEHours

	Capacity capacity.Settings // what is assumed about the months to come

	Replications int           // of the simulation; 0 means 100
	Effort       int           // of the roster search, in rounds; 0 means the default
	Searches     int           // that share the default effort; 0 means one
	Limit        time.Duration // ceiling of the roster search; 0 means none
	Repairs      int           // gaps to find repairs for, the gravest first; 0 explains nothing
}

// Plan is the whole walk's result with the input it is a function of.
type Plan struct {
	Input       Input
	Forecast    auto.Result
	Profiles    []forecast.Profile // on the planning grid, in the order of Input.Queues
	Requirement schedule.Requirement
	Roster      roster.Result
	Check       check.Report
	Service     simulate.Result
	Cost        cost.Statement
	Findings    []schedule.Finding // all of them, gravest first
	Troubles    []repair.Trouble   // what the roster does not do, with reasons and repairs; see Input.Repairs
	Advice      []schedule.Finding // the three things most worth doing next
}

// FTEHours is the paid hours of a full-time week: FTE, or the most that the contract with
// the longest week allows, or 40 h.
func (in Input) FTEHours() time.Duration {
	if in.FTE > 0 {
		return in.FTE
	}
	var longest time.Duration
	for _, c := range in.Team.Contracts {
		longest = max(longest, c.Rules.WeekHoursMax)
	}
	if longest > 0 {
		return longest
	}
	return 40 * time.Hour
}
