package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	"turno/plan"
)

type queueSummary struct {
	Queue         string    `json:"queue"`
	Channel       string    `json:"channel"`
	Volume        number    `json:"volume"`
	Low           number    `json:"volume_p10"`
	High          number    `json:"volume_p90"`
	BusiestHour   string    `json:"busiest_hour"`
	BusiestVolume number    `json:"busiest_hour_volume"`
	Needed        number    `json:"agents_at_peak"`
	NeededAt      string    `json:"agents_at_peak_start"`
	NeededHours   number    `json:"agent_hours_needed"`
	SuppliedHours number    `json:"agent_hours_on_duty"`
	Target        *target   `json:"target"`
	Expected      number    `json:"service_by_formula"`
	Service       estimate  `json:"service_simulated"`
	Promise       *estimate `json:"promise_kept,omitempty"`
	Verdict       string    `json:"verdict"`
}

// Plan writes the summary of a plan: plan.json of the results folder and plan --json.
func Plan(w io.Writer, p plan.Plan, words text.Catalogue) error {
	s := p.Summary()
	doc := struct {
		Head
		Team     string         `json:"team"`
		Zone     string         `json:"zone"`
		From     string         `json:"from"`
		To       string         `json:"to"`
		Now      string         `json:"now"`
		Seed     uint64         `json:"seed"`
		Currency string         `json:"currency"`
		Partial  bool           `json:"partial"`
		Queues   []queueSummary `json:"queues"`
		Roster   struct {
			Agents    int    `json:"agents"`
			Planned   int    `json:"planned"`
			PaidHours number `json:"paid_hours"`
			Cost      string `json:"cost"`
			Broken    int    `json:"rules_broken"`
			Granted   int    `json:"requests_granted"`
			Requests  int    `json:"requests"`
		} `json:"roster"`
		Advice       []finding `json:"advice"`
		Findings     []finding `json:"findings"`
		Explanations any       `json:"explanations,omitempty"`
	}{
		Head: head("plan"), Team: p.Input.Name, Zone: p.Input.Calendar.Zone.String(),
		From: p.Input.Period.Start.Format(time.RFC3339), To: p.Input.Period.End().Format(time.RFC3339),
		Now: p.Input.Now.Format(time.RFC3339), Seed: p.Input.Seed, Currency: p.Input.Currency, Partial: p.Roster.Stopped,
		Queues: []queueSummary{}, Advice: findings(p.Advice, words), Findings: findings(p.Findings, words),
		Explanations: Explanations(p.Troubles, p.Input.Currency, words),
	}
	for _, q := range s.Queues {
		doc.Queues = append(doc.Queues, summarised(q, words))
	}
	r := &doc.Roster
	r.Agents, r.Planned, r.PaidHours, r.Cost = s.Agents, s.Planned, number(s.PaidHours), s.Cost.StringFixed(2)
	r.Broken, r.Granted, r.Requests = s.Broken, s.Granted, s.Requests
	return write(w, doc)
}

func summarised(q plan.QueueSummary, words text.Catalogue) queueSummary {
	out := queueSummary{
		Queue: q.Queue.Name, Channel: string(q.Queue.Channel), Volume: number(q.Volume), Low: number(q.Low), High: number(q.High),
		BusiestHour: stamp(q.BusiestHour, words), BusiestVolume: number(q.BusiestVolume),
		Needed: number(q.Needed), NeededAt: stamp(q.NeededAt, words), NeededHours: number(q.Hours.Needed), SuppliedHours: number(q.Hours.Supplied),
		Expected: number(q.Expected), Service: estimated(q.Service), Verdict: string(q.Verdict),
	}
	if len(q.Queue.Targets) > 0 {
		t := targeted(q.Queue.Targets[0])
		out.Target = &t
	}
	if q.Promise != nil {
		e := estimated(*q.Promise)
		out.Promise = &e
	}
	return out
}
