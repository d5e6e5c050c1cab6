package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	team "turno/plan/people"
	"turno/skills"
)

// Gaps writes what each queue lacks; hours of the week count from Monday 0:00.
func Gaps(w io.Writer, all []team.Gap) error {
	type gap struct {
		Queue      string   `json:"queue"`
		Channel    string   `json:"channel"`
		Language   string   `json:"language,omitempty"`
		Able       int      `json:"agents_able"`
		Hours      number   `json:"hours_short_a_week"`
		Contacts   number   `json:"contacts_lost_a_week"`
		Worst      *int     `json:"worst_hour"`
		Short      []number `json:"agents_short_by_hour"`
		Missed     []number `json:"contacts_lost_by_hour"`
		NoChannel  []string `json:"lack_the_channel"`
		NoLanguage []string `json:"lack_the_language"`
		Elsewhere  []string `json:"kept_to_other_queues"`
		Barred     []string `json:"ruled_out"`
	}
	doc := struct {
		Head
		Gaps []gap `json:"gaps"`
	}{Head: head("skills-gaps"), Gaps: []gap{}}
	for _, g := range all {
		x := gap{g.Queue, string(g.Channel), string(g.Language), g.Serve, number(g.Hours), number(g.Contacts), nil, numbers(g.Short[:]), numbers(g.Missed[:]),
			listed(g.NoChannel), listed(g.NoLanguage), listed(g.Elsewhere), listed(g.Barred)}
		if g.Worst >= 0 {
			x.Worst = &g.Worst
		}
		doc.Gaps = append(doc.Gaps, x)
	}
	return write(w, doc)
}

// listed is a list that is never null.
func listed(names []string) []string { return append([]string{}, names...) }

// Trainings writes the pairs of agent and channel, the tried ones first.
func Trainings(w io.Writer, all []team.Training, currency string) error {
	type training struct {
		Agent    string  `json:"agent"`
		Channel  string  `json:"channel"`
		Level    number  `json:"level"`
		Pace     number  `json:"pace"`
		Glance   number  `json:"contacts_at_a_glance"`
		Tried    bool    `json:"tried"`
		Contacts *number `json:"contacts_in_time_a_week"`
		Saved    string  `json:"pay_saved_a_week,omitempty"`
		Value    *number `json:"value_a_week"`
		Noise    *number `json:"noise"`
		Sure     bool    `json:"sure"`
		Hours    number  `json:"training_hours,omitempty"`
		Cost     string  `json:"cost,omitempty"`
		RampUp   int     `json:"ramp_up_weeks,omitempty"`
		Payback  *int    `json:"payback_weeks"`
	}
	doc := struct {
		Head
		Currency  string     `json:"currency"`
		Trainings []training `json:"trainings"`
	}{Head: head("skills-train"), Currency: currency, Trainings: []training{}}
	for _, t := range all {
		x := training{Agent: t.Agent, Channel: string(t.Channel), Level: number(t.Fit.Level), Pace: number(t.Ability.Pace), Glance: number(t.Rank), Tried: t.Tried}
		if t.Tried {
			contacts, value, noise := number(t.Contacts), number(t.Value), number(t.Noise)
			x.Contacts, x.Value, x.Noise, x.Sure = &contacts, &value, &noise, t.Sure()
			x.Saved, x.Cost, x.Hours, x.RampUp = t.Saved.StringFixed(2), t.Cost.StringFixed(2), number(t.Hours), t.RampUp
			if t.Payback > 0 {
				x.Payback = &t.Payback
			}
		}
		doc.Trainings = append(doc.Trainings, x)
	}
	return write(w, doc)
}

// Hires writes whom to look for, with the text of the search.
func Hires(w io.Writer, all []team.Hire, currency string, words text.Catalogue) error {
	type hire struct {
		Queue     string            `json:"queue"`
		Channel   string            `json:"channel"`
		Beside    []skills.Channel  `json:"beside"`
		Languages []skills.Language `json:"languages"`
		Count     int               `json:"people"`
		Contract  string            `json:"contract"`
		HoursMin  number            `json:"week_hours_min"`
		HoursMax  number            `json:"week_hours_max"`
		Met       bool              `json:"target_met"`
		Before    estimate          `json:"in_target_before"`
		After     estimate          `json:"in_target_after"`
		Contacts  number            `json:"contacts_in_time_a_week"`
		Cost      string            `json:"pay_a_week"`
		Night     number            `json:"night_share"`
		Weekend   number            `json:"weekend_share"`
		Text      []string          `json:"text"`
	}
	doc := struct {
		Head
		Currency string `json:"currency"`
		Hires    []hire `json:"hires"`
	}{Head: head("skills-hire"), Currency: currency, Hires: []hire{}}
	for _, h := range all {
		p := h.Profile
		doc.Hires = append(doc.Hires, hire{p.Queue.Name, string(p.Queue.Channel), append([]skills.Channel{}, p.Beside...), append([]skills.Language{}, p.Languages...), h.Count, p.Contract,
			number(p.Hours.Min.Hours()), number(p.Hours.Max.Hours()), h.Met, estimated(h.Before), estimated(h.After), number(h.Contacts), h.Cost.StringFixed(2),
			number(p.Night), number(p.Weekend), words.Search(h, currency)})
	}
	return write(w, doc)
}

// Readiness writes the check of each queue; hours of the week count from Monday 0:00.
func Readiness(w io.Writer, all []team.Ready, words text.Catalogue) error {
	type expiry struct {
		Agent string `json:"agent"`
		barForm
	}
	type ready struct {
		Queue    string   `json:"queue"`
		Verdict  string   `json:"verdict"`
		Able     []string `json:"trained"`
		Learning []string `json:"in_induction"`
		Expiring []expiry `json:"expiring"`
		Hours    number   `json:"hours_needed_a_week"`
		Bench    number   `json:"hours_of_the_trained"`
		Required []number `json:"needed_by_hour"`
		Trained  []number `json:"trained_by_hour"`
		Short    []int    `json:"hours_short"`
		Alone    []int    `json:"hours_on_one_person"`
		Blind    []int    `json:"hours_without_forecast"`
	}
	doc := struct {
		Head
		Queues []ready `json:"queues"`
	}{Head: head("skills-ready"), Queues: []ready{}}
	for _, r := range all {
		x := ready{r.Queue.Name, string(r.Verdict), listed(r.Able), listed(r.Learning), []expiry{}, number(r.Hours), number(r.Bench), numbers(r.Required[:]), numbers(r.Trained[:]),
			append([]int{}, r.Short...), append([]int{}, r.Alone...), append([]int{}, r.Blind...)}
		for _, e := range r.Expiring {
			x.Expiring = append(x.Expiring, expiry{e.Agent, barred(e.Bar, words)})
		}
		doc.Queues = append(doc.Queues, x)
	}
	return write(w, doc)
}

type inductionWeek struct {
	From     string   `json:"from"`
	Net      number   `json:"asked_hours"`
	Staffed  number   `json:"contract_hours"`
	Training number   `json:"training_hours"`
	Slower   number   `json:"slower_hours"`
	Planned  number   `json:"planned_shrinkage"`
	Gross    number   `json:"to_roster_hours"`
	People   []string `json:"people"`
}

// inducted is what induction takes, by week; empty where nobody is in it.
func inducted(weeks []team.Week) []inductionWeek {
	out := []inductionWeek{}
	for _, w := range weeks {
		out = append(out, inductionWeek{w.Start.Format(time.RFC3339), number(w.Net), number(w.Staffed), number(w.Training), number(w.Slower), number(w.Planned), number(w.Gross), listed(w.People)})
	}
	return out
}
