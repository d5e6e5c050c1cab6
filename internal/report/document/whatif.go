package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	"turno/plan/cost"
	"turno/plan/scenario"
)

type costLines struct {
	Base     string `json:"base"`
	Night    string `json:"night"`
	Saturday string `json:"saturday"`
	Sunday   string `json:"sunday"`
	Holiday  string `json:"holiday"`
	Overtime string `json:"overtime"`
	Total    string `json:"total"`
}

func costed(l cost.Line) costLines {
	return costLines{l.Base.StringFixed(2), l.Night.StringFixed(2), l.Saturday.StringFixed(2), l.Sunday.StringFixed(2), l.Holiday.StringFixed(2), l.Overtime.StringFixed(2), l.Total.StringFixed(2)}
}

type whatifFigures struct {
	Volume     number          `json:"volume"`
	HourP50    number          `json:"busiest_hour_p50"`
	HourP90    number          `json:"busiest_hour_p90"`
	NetHours   number          `json:"agent_hours_needed"`
	NetFTE     number          `json:"fte_net"`
	GrossFTE   number          `json:"fte_gross"`
	Agents     number          `json:"agents"`
	Planned    number          `json:"planned"`
	PaidHours  number          `json:"paid_hours"`
	Overtime   number          `json:"overtime_hours"`
	Broken     number          `json:"rules_broken"`
	Contacts   estimate        `json:"contacts_judged"`
	InTime     estimate        `json:"contacts_in_time"`
	Service    estimate        `json:"share_in_time"`
	Promise    estimate        `json:"promise_kept"`
	Backlog    estimate        `json:"not_answered_at_end"`
	Peak       number          `json:"most_waiting"`
	Abandoned  estimate        `json:"gave_up"`
	SpillChat  number          `json:"moved_into_chat"`
	SpillVoice number          `json:"moved_into_voice"`
	Cost       costLines       `json:"cost"`
	Paid       estimate        `json:"paid"`
	Pay        estimate        `json:"pay"`
	Days       []whatifDay     `json:"days"`
	Queues     []whatifOfQueue `json:"queues"`
}

type whatifOfQueue struct {
	Queue     string       `json:"queue"`
	Volume    number       `json:"volume"`
	HourP50   number       `json:"busiest_hour_p50"`
	HourP90   number       `json:"busiest_hour_p90"`
	Agents    number       `json:"agents_at_peak"`
	NetHours  number       `json:"agent_hours_needed"`
	Supplied  number       `json:"agent_hours_on_duty"`
	Service   estimate     `json:"share_in_time"`
	Promise   estimate     `json:"promise_kept"`
	Backlog   estimate     `json:"not_answered_at_end"`
	Peak      number       `json:"most_waiting"`
	Abandoned estimate     `json:"gave_up"`
	Spilled   number       `json:"moved_here"`
	Hourly    []whatifHour `json:"hours,omitempty"`
}

type whatifDay struct {
	Date     string   `json:"date"`
	NetHours number   `json:"agent_hours_needed"`
	Paid     estimate `json:"paid"`
}

type whatifHour struct {
	Start string `json:"start"`
	Mean  number `json:"mean"`
	P50   number `json:"p50"`
	P90   number `json:"p90"`
}

type whatifOption struct {
	Option    string        `json:"option"`
	Text      string        `json:"text"`
	Begun     string        `json:"begun"`
	To        string        `json:"moved_to,omitempty"`
	Helps     bool          `json:"helps"`
	Saved     estimate      `json:"late_contacts_fewer"`
	Cost      string        `json:"cost"`
	LastHour  string        `json:"last_hour_that_helps"`
	BreakEven string        `json:"cost_of_a_contact_saved"`
	Pays      *bool         `json:"pays"`
	Gain      whatifFigures `json:"gain"`
}

type whatifOrganisation struct {
	Groups   [][]string      `json:"groups"`
	NetHours number          `json:"agent_hours_on_queues"`
	GrossFTE number          `json:"fte_gross"`
	Services []whatifReached `json:"services"`
}

type whatifReached struct {
	Queue   string   `json:"queue"`
	Target  number   `json:"target"`
	Service estimate `json:"share_in_time"`
}

type whatifPooling struct {
	Base     whatifOrganisation `json:"base"`
	Scenario whatifOrganisation `json:"scenario"`
	Saved    number             `json:"fte_saved"`
}

type whatifOutcome struct {
	Name       string         `json:"name"`
	About      string         `json:"about,omitempty"`
	Mode       string         `json:"mode"`
	Changes    []string       `json:"changes"`
	Figures    whatifFigures  `json:"figures"`
	Difference whatifFigures  `json:"difference"`
	Nothing    *whatifStands  `json:"same_roster,omitempty"`
	Pooling    *whatifPooling `json:"at_equal_service,omitempty"`
	Options    []whatifOption `json:"options,omitempty"`
}

type whatifStands struct {
	Figures    whatifFigures `json:"figures"`
	Difference whatifFigures `json:"difference"`
}

// Whatif writes scenarios beside their base.
func Whatif(w io.Writer, c scenario.Comparison, words text.Catalogue) error {
	in := c.Base.Plan.Input
	doc := struct {
		Head
		Team         string          `json:"team"`
		From         string          `json:"from"`
		To           string          `json:"to"`
		Seed         uint64          `json:"seed"`
		Currency     string          `json:"currency"`
		Replications int             `json:"replications"`
		Searches     int             `json:"searches"`
		Base         whatifFigures   `json:"base"`
		Scenarios    []whatifOutcome `json:"scenarios"`
	}{
		Head: head("whatif"), Team: in.Name, From: in.Period.Start.Format(time.RFC3339), To: in.Period.End().Format(time.RFC3339), Seed: in.Seed,
		Currency: in.Currency, Replications: c.Base.Plan.Service.Replications, Searches: c.Searches, Base: figured(c.Base.Figures, c.Base, words), Scenarios: []whatifOutcome{},
	}
	for _, o := range c.Outcomes {
		doc.Scenarios = append(doc.Scenarios, outcome(o, words))
	}
	return write(w, doc)
}

func outcome(o scenario.Outcome, words text.Catalogue) whatifOutcome {
	out := whatifOutcome{Name: o.Scenario.Name, About: o.Scenario.About, Mode: string(o.Scenario.Mode), Changes: []string{},
		Figures: figured(o.Figures, o, words), Difference: figured(o.Difference, o, words)}
	if out.Mode == "" {
		out.Mode = string(scenario.Replanned)
	}
	for _, c := range o.Scenario.Changes {
		out.Changes = append(out.Changes, string(c.Kind()))
	}
	if n := o.Nothing; n != nil {
		out.Nothing = &whatifStands{figured(n.Figures, o, words), figured(n.Difference, o, words)}
	}
	if p := o.Pooling; p != nil {
		out.Pooling = &whatifPooling{organised(p.Base), organised(p.Scenario), number(p.Saved)}
	}
	for _, x := range o.Options {
		opt := whatifOption{Option: string(x.Kind), Text: words.Option(x.Kind), Begun: stamp(x.Begun, words), To: stamp(x.To, words), Helps: x.Helps(), Saved: estimated(x.Saved),
			Cost: x.Cost.StringFixed(2), LastHour: stamp(x.LastHour, words), Pays: x.Pays, Gain: figured(x.Gain, o, words)}
		if x.Helps() {
			opt.BreakEven = x.BreakEven.StringFixed(2)
		}
		out.Options = append(out.Options, opt)
	}
	return out
}

func organised(o scenario.Organisation) whatifOrganisation {
	out := whatifOrganisation{Groups: o.Groups, NetHours: number(o.NetHours), GrossFTE: number(o.GrossFTE), Services: []whatifReached{}}
	for _, s := range o.Services {
		out.Services = append(out.Services, whatifReached{s.Queue, number(s.Target), estimated(s.Service)})
	}
	return out
}

// figured shows figures of an outcome, whose plan knows when its hours are.
func figured(f scenario.Figures, of scenario.Outcome, words text.Catalogue) whatifFigures {
	out := whatifFigures{
		Volume: number(f.Volume.Mean), HourP50: number(f.HourP50.Mean), HourP90: number(f.HourP90.Mean), NetHours: number(f.NetHours.Mean), NetFTE: number(f.NetFTE.Mean),
		GrossFTE: number(f.GrossFTE.Mean), Agents: number(f.Agents.Mean), Planned: number(f.Planned.Mean), PaidHours: number(f.PaidHours.Mean), Overtime: number(f.Overtime.Mean),
		Broken: number(f.Broken.Mean), Contacts: estimated(f.Contacts), InTime: estimated(f.InTime), Service: estimated(f.Service), Promise: estimated(f.Promise),
		Backlog: estimated(f.Backlog), Peak: number(f.Peak.Mean), Abandoned: estimated(f.Abandoned), SpillChat: number(f.SpillChat.Mean), SpillVoice: number(f.SpillVoice.Mean),
		Cost: costed(f.Cost), Paid: estimated(f.PaidHours), Pay: estimated(f.Pay), Days: []whatifDay{}, Queues: []whatifOfQueue{},
	}
	for _, d := range f.Days {
		out.Days = append(out.Days, whatifDay{d.Date.String(), number(d.NetHours.Mean), estimated(d.Paid)})
	}
	for _, q := range f.Queues {
		one := whatifOfQueue{Queue: q.Queue, Volume: number(q.Volume.Mean), HourP50: number(q.HourP50.Mean), HourP90: number(q.HourP90.Mean), Agents: number(q.Agents.Mean),
			NetHours: number(q.NetHours.Mean), Supplied: number(q.Supplied.Mean), Service: estimated(q.Service), Promise: estimated(q.Promise), Backlog: estimated(q.Backlog),
			Peak: number(q.Peak.Mean), Abandoned: estimated(q.Abandoned), Spilled: number(q.Spilled.Mean)}
		for _, t := range q.Hourly {
			h := whatifHour{Start: stamp(of.Plan.Input.Period.At(t.First), words), Mean: number(t.Mean)}
			h.P50, h.P90 = number(q.Quantile(t, 0.5)), number(q.Quantile(t, 0.9))
			one.Hourly = append(one.Hourly, h)
		}
		out.Queues = append(out.Queues, one)
	}
	return out
}

// Sensitivity writes what moves cost and service most.
func Sensitivity(w io.Writer, t scenario.Tornado, currency string) error {
	type swing struct {
		Factor  string      `json:"factor"`
		Times   [2]number   `json:"times"`
		Hours   [2]number   `json:"paid_hours_needed"`
		Cost    [2]number   `json:"cost_needed"`
		Service [2]estimate `json:"share_in_time"`
	}
	doc := struct {
		Head
		Currency string   `json:"currency"`
		Needed   number   `json:"cost_needed"`
		Service  estimate `json:"share_in_time"`
		Swings   []swing  `json:"swings"`
	}{Head: head("sensitivity"), Currency: currency, Needed: number(t.Needed), Service: estimated(t.Base.Service), Swings: []swing{}}
	pair := func(x [2]float64) [2]number { return [2]number{number(x[0]), number(x[1])} }
	for _, s := range t.Swings {
		doc.Swings = append(doc.Swings, swing{string(s.Factor), pair(s.Times), pair(s.Hours), pair(s.Cost), [2]estimate{estimated(s.Service[0]), estimated(s.Service[1])}})
	}
	return write(w, doc)
}
