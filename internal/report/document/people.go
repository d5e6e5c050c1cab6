package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	team "turno/plan/people"
	"turno/skills"
)

type fitForm struct {
	Person  string      `json:"person"`
	Persona string      `json:"persona"`
	Channel string      `json:"channel"`
	Level   number      `json:"level"`
	Low     number      `json:"low"`
	High    number      `json:"high"`
	Known   number      `json:"known"`
	Years   *number     `json:"experience_years"`
	Parts   []partForm  `json:"competences"`
	Bars    []barForm   `json:"ruled_out"`
	Stress  *stressForm `json:"stress_test"`
	Reasons []string    `json:"reasons"`
}

type partForm struct {
	Competence string `json:"competence"`
	Weight     number `json:"weight"`
	Score      number `json:"score"`
	SD         number `json:"sd"`
	Assessed   int    `json:"assessed"`
	Floor      number `json:"floor,omitempty"`
	Below      bool   `json:"below_floor,omitempty"`
}

type barForm struct {
	Reason string `json:"reason"`
	Name   string `json:"name,omitempty"`
	Note   string `json:"note,omitempty"`
	From   string `json:"from,omitempty"`
}

type stressForm struct {
	Minutes       number      `json:"minutes"`
	Conversations number      `json:"conversations"`
	Pace          number      `json:"pace"`
	Low           number      `json:"low"`
	High          number      `json:"high"`
	Handle        number      `json:"handle_seconds"`
	Inflation     number      `json:"inflation"`
	Slots         int         `json:"slots"`
	Sure          number      `json:"sure"`
	Own           number      `json:"own_share"`
	Levels        []levelForm `json:"levels"`
}

type levelForm struct {
	Slots  int    `json:"at_once"`
	Output number `json:"per_hour"`
	Low    number `json:"low"`
	High   number `json:"high"`
	Seen   number `json:"tested"`
}

func fitted(f skills.Fit, par float64, at time.Time, words text.Catalogue) fitForm {
	out := fitForm{Person: f.Person, Persona: f.Persona, Channel: string(f.Channel), Level: number(f.Level), Low: number(f.Low), High: number(f.High),
		Known: number(f.Known), Parts: []partForm{}, Bars: []barForm{}, Reasons: words.Reasons(f, par, at)}
	if f.Years >= 0 {
		years := number(f.Years)
		out.Years = &years
	}
	for _, p := range f.Parts {
		out.Parts = append(out.Parts, partForm{string(p.Competence), number(p.Weight), number(p.Mean), number(p.SD), p.Seen, number(p.Floor), p.Below})
	}
	for _, b := range f.Bars {
		out.Bars = append(out.Bars, barred(b, words))
	}
	if s := f.Stress; s != nil {
		form := &stressForm{number(s.Minutes), number(s.Done), number(s.Pace), number(s.Low), number(s.High), number(s.Handle), number(s.Inflation), s.Slots, number(s.Sure), number(s.Kept), []levelForm{}}
		for _, l := range s.Levels {
			form.Levels = append(form.Levels, levelForm{l.Slots, number(l.Output), number(l.Low), number(l.High), number(l.Seen)})
		}
		out.Stress = form
	}
	return out
}

func barred(b skills.Bar, words text.Catalogue) barForm {
	return barForm{string(b.Reason), b.Name, b.Note, stamp(b.From, words)}
}

// Fits writes how people fit personas, as they stand at the time; shares and scores are from 0 to 1.
func Fits(w io.Writer, fits []skills.Fit, m skills.Model, at time.Time, words text.Catalogue) error {
	type persona struct {
		Name         string            `json:"name"`
		Channel      string            `json:"channel"`
		Weights      map[string]number `json:"weights"`
		Floors       map[string]number `json:"floors"`
		Certificates []string          `json:"certificates"`
		Public       bool              `json:"public"`
	}
	doc := struct {
		Head
		Personas []persona `json:"personas"`
		Fits     []fitForm `json:"fits"`
	}{Head: head("skills-assess"), Fits: []fitForm{}}
	for _, p := range m.Personas {
		x := persona{p.Name, string(p.Channel), map[string]number{}, map[string]number{}, append([]string{}, p.Certificates...), p.Public}
		for c, v := range p.Weights {
			x.Weights[string(c)] = number(v)
		}
		for c, v := range p.Floors {
			x.Floors[string(c)] = number(v)
		}
		doc.Personas = append(doc.Personas, x)
	}
	for _, f := range fits {
		doc.Fits = append(doc.Fits, fitted(f, m.Par, at, words))
	}
	return write(w, doc)
}

// Matches writes the ranking for each persona, best first.
func Matches(w io.Writer, personas []string, all [][]team.Match, words text.Catalogue) error {
	type row struct {
		Rank     int      `json:"rank"`
		Person   string   `json:"person"`
		Standing string   `json:"standing"`
		Level    number   `json:"level"`
		Low      number   `json:"low"`
		High     number   `json:"high"`
		Known    number   `json:"known"`
		Better   number   `json:"above_median"`
		Years    *number  `json:"experience_years"`
		Ask      string   `json:"assess_next,omitempty"`
		Barred   *barForm `json:"ruled_out"`
	}
	type ranking struct {
		Persona string `json:"persona"`
		Matches []row  `json:"matches"`
	}
	doc := struct {
		Head
		Rankings []ranking `json:"rankings"`
	}{Head: head("skills-match"), Rankings: []ranking{}}
	for i, name := range personas {
		r := ranking{name, []row{}}
		for k, m := range all[i] {
			x := row{Rank: k + 1, Person: m.Person, Standing: string(m.Standing), Level: number(m.Level), Low: number(m.Low), High: number(m.High),
				Known: number(m.Known), Better: number(m.Better), Ask: string(m.Ask)}
			if m.Years >= 0 {
				years := number(m.Years)
				x.Years = &years
			}
			if m.Barred != nil {
				b := barred(*m.Barred, words)
				x.Barred = &b
			}
			r.Matches = append(r.Matches, x)
		}
		doc.Rankings = append(doc.Rankings, r)
	}
	return write(w, doc)
}

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
	}
	doc := struct {
		Head
		Queues []ready `json:"queues"`
	}{Head: head("skills-ready"), Queues: []ready{}}
	for _, r := range all {
		x := ready{r.Queue.Name, string(r.Verdict), listed(r.Able), listed(r.Learning), []expiry{}, number(r.Hours), number(r.Bench), numbers(r.Required[:]), numbers(r.Trained[:]),
			append([]int{}, r.Short...), append([]int{}, r.Alone...)}
		for _, e := range r.Expiring {
			x.Expiring = append(x.Expiring, expiry{e.Agent, barred(e.Bar, words)})
		}
		doc.Queues = append(doc.Queues, x)
	}
	return write(w, doc)
}

// Fairness writes how burdens and rewards lie, for 40 paid hours.
func Fairness(w io.Writer, f team.Fairness, currency string) error {
	type burden struct {
		Hours   number `json:"paid_hours"`
		Nights  number `json:"night_hours"`
		Weekend number `json:"weekend_hours"`
		Hard    number `json:"hard_contacts"`
		Premium number `json:"premiums"`
		Pay     number `json:"base_pay_of_an_hour"`
	}
	carried := func(b team.Burden) burden {
		return burden{number(b.Hours), number(b.Nights), number(b.Weekend), number(b.Hard), number(b.Premium), number(b.Pay)}
	}
	type group struct {
		Name   string         `json:"name"`
		People int            `json:"people"`
		Grades map[string]int `json:"grades"`
		burden
	}
	type person struct {
		Agent    string `json:"agent"`
		Group    string `json:"group"`
		Side     string `json:"side"`
		Contract string `json:"contract"`
		Grade    string `json:"grade"`
		burden
	}
	type difference struct {
		Measure   string `json:"measure"`
		Social    number `json:"social"`
		Core      number `json:"core"`
		Contracts number `json:"of_contracts_and_grades"`
		Rest      number `json:"between_the_same"`
		Luck      number `json:"by_luck"`
		Telling   bool   `json:"uneven"`
	}
	doc := struct {
		Head
		Currency    string       `json:"currency"`
		Sides       []group      `json:"sides"`
		Groups      []group      `json:"groups"`
		Differences []difference `json:"differences"`
		People      []person     `json:"people"`
	}{Head: head("skills-fairness"), Currency: currency, Sides: []group{}, Groups: []group{}, Differences: []difference{}, People: []person{}}
	for _, t := range f.Sides {
		doc.Sides = append(doc.Sides, group{t.Name, t.People, t.Grades, carried(t.Burden)})
	}
	for _, t := range f.Groups {
		doc.Groups = append(doc.Groups, group{t.Name, t.People, t.Grades, carried(t.Burden)})
	}
	for _, d := range f.Differences {
		doc.Differences = append(doc.Differences, difference{string(d.Measure), number(d.Social), number(d.Core), number(d.Contracts), number(d.Rest), number(d.Larger), d.Telling})
	}
	for _, s := range f.People {
		doc.People = append(doc.People, person{s.Agent, s.Group, string(s.Side), s.Contract, s.Grade, carried(s.Burden)})
	}
	return write(w, doc)
}
