// Package settings reads turno.yaml, the plan of a team: its queues, targets, hours,
// shifts, rules, contracts and campaigns. Decoding is strict and finds every fault at once,
// each with its place, the value, what was expected and the nearest thing that was meant.
package settings

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/locale"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
	"turno/plan/capacity"
	"turno/schedule"
	"turno/skills"
)

// Settings is what turno.yaml says, completed by the defaults.
type Settings struct {
	Name         string
	Calendar     *calendar.Calendar
	Zoned        bool          // the zone was named and is known
	Interval     time.Duration // of planning
	Currency     string        // ISO 4217
	Language     string        // of what people read: en, it or ru
	Locale       string        // IETF tag; that of the country unless named, else empty
	FTE          time.Duration // paid hours of a full-time week; 0 is not named
	Seed         uint64
	Risk         float64 // quantile of the volume to staff for; 0 is the expected service
	Replications int
	Shrinkage    schedule.Shrinkage
	Queues       []schedule.Queue             // in the order of the file
	Streams      map[string][]forecast.Stream // by queue
	ShiftKinds   map[string]schedule.ShiftKind
	Contracts    map[string]schedule.Contract
	Campaigns    []forecast.Campaign
	Events       []forecast.Event
	Overrides    []forecast.Override
	Weights      map[string]float64 // of terms of the roster's objective, as multiples of the usual
	Skills       skills.Model
	ContactWorth decimal.Decimal                       // one contact served in time; 0 where it is not said
	Late         decimal.Decimal                       // what a contact that is answered late costs; 0 is not known
	Deflects     float64                               // share of contacts that an automatic reply would answer; 0 is not known
	Scenarios    []Told                                // in the order of the file
	Rates        map[string]map[forecast.Kind][]string // keys of the work of each queue and kind that turno.yaml leaves open: they are forecast where the history tells them
	Unmixed      map[string][]fault.Fault              // of queues whose mix of kinds neither turno.yaml nor measurement tells: what is wrong unless the history does
	Measured     map[string][]string                   // keys of the work of each queue that turno.yaml leaves to what was measured
	Capacity     capacity.Settings
}

// Decode reads turno.yaml; name is the file as the user knows it. The error is a
// *fault.Error with every fault of the file, in the order of its lines; the settings are
// then nil, or what could be read, against which other files may be looked through.
func Decode(name string, data []byte) (*Settings, error) { return DecodeOver(nil, name, data) }

// DecodeOver is Decode with defaults of the queues' work that were measured.
func DecodeOver(measured Measured, name string, data []byte) (*Settings, error) {
	root, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	d := &decoder{file: name, zone: time.UTC, measured: measured}
	if root == nil || root.shape == null {
		d.faults.Add(fault.Fault{File: name, Expected: "the file is empty: expected at least queues, shifts and contracts; turno init writes an example"})
		return nil, d.faults.Err()
	}
	p, ok := patchOf("turno.yaml", teamRecord).read(d, root)
	var s *Settings
	if ok {
		s = d.settings(p)
	}
	if err := d.faults.Err(); err != nil {
		return s, inOrder(err)
	}
	return s, nil
}

// inOrder sorts faults by place and drops those that several readers of one value found.
func inOrder(err error) error {
	e, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	slices.SortStableFunc(e.Faults, func(a, b fault.Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	e.Faults = slices.Compact(e.Faults)
	return e
}

// teamDraft is the whole file as written.
type teamDraft struct {
	Settings
	country   placed[string]
	holidays  map[calendar.Date]string
	queues    []entry[patch[queueDraft]]
	shifts    []entry[patch[shiftDraft]]
	rules     patch[schedule.Rules]
	contracts []entry[patch[contractDraft]]
	campaigns []placed[patch[campaignDraft]]
	events    []placed[patch[eventDraft]]
	overrides []placed[patch[overrideDraft]]
	skills    skillsDraft
	induction skills.Induction
	scenarios []entry[patch[scenarioDraft]]
	capacity  patch[capacityDraft]
}

var shrinkageRecord = record[schedule.Shrinkage]{
	bind("planned", "Coaching, meetings, quality review within shifts; 6% by default", loss, func(s *schedule.Shrinkage, v float64) { s.Planned = v }),
	bind("unplanned", "Sickness, lateness, system trouble; 5% by default", loss, func(s *schedule.Shrinkage, v float64) { s.Unplanned = v }),
}

// week reads paid hours of a week.
var week = within(positive, func(d time.Duration) bool { return d <= 7*24*time.Hour }, "expected hours of a week, at most 168h, such as 40h")

type weights map[string]float64

// weightRecord weighs the terms of the roster's objective that are a planner's to choose.
var weightRecord = func() record[weights] {
	docs := map[string]string{
		"requests": "Requests not granted", "fairness": "Nights and weekends shared unevenly", "hours": "Paid hours shared unevenly",
		"switches": "Changes of duty within a shift", "consistency": "Shifts that start at other times than usual",
		"stability": "Changes of days that people were told",
	}
	var r record[weights]
	for _, name := range schedule.Weighable() {
		r = append(r, bind(name, docs[name]+", as a multiple of the usual weight: 0 to 10, 1 by default", number(0, 10), func(w *weights, v float64) { (*w)[name] = v }))
	}
	return r
}()

var loss = within(share, func(x float64) bool { return x <= 0.9 }, "expected at most 90%: nobody would be left to work")

var version = reading[int]{schema{"const": 1}, func(d *decoder, n *node) (int, bool) {
	if n.shape != scalar || n.text != "1" {
		d.say(n, "expected version 1 of the format: this turno reads no other")
		return 0, false
	}
	return 1, true
}}

var teamRecord = record[teamDraft]{
	bind("version", "Version of this format", version, func(*teamDraft, int) {}),
	bind("team", "Name of the team", text, func(t *teamDraft, v string) { t.Name = v }),
	bind("zone", "IANA name of the time zone, such as Europe/Rome; UTC by default", zone, func(t *teamDraft, v *time.Location) { t.Zoned = true }),
	bind("country", "ISO code of the country whose public holidays count; leave out for none", keep(country), func(t *teamDraft, v placed[string]) { t.country = v }),
	bind("holidays", "Corrections of the public holidays: a name adds one on the date, \"\" takes it away", holidays, func(t *teamDraft, v map[calendar.Date]string) { t.holidays = v }),
	bind("interval", "Planning interval: 5m, 15m, 30m (default) or 1h", step, func(t *teamDraft, v time.Duration) { t.Interval = v }),
	bind("currency", "ISO 4217 code; EUR by default", coin, func(t *teamDraft, v string) { t.Currency = v }),
	bind("language", "Language of what people read: en (default), it or ru; --lang overrules it", spoken, func(t *teamDraft, v string) { t.Language = v }),
	bind("locale", "How the workbook writes numbers, money and dates, such as it-IT; that of the country by default", oneOf("locale", locale.Tags()...), func(t *teamDraft, v string) { t.Locale = v }),
	bind("fte", "Paid hours of a full-time week, such as 40h; by default the most that a contract allows", week, func(t *teamDraft, v time.Duration) { t.FTE = v }),
	bind("seed", "Seed of the random numbers: the same seed gives the same plan", seed, func(t *teamDraft, v uint64) { t.Seed = v }),
	bind("risk", "Volume to staff for: mean (the expected service, default), or a quantile such as p80", risk, func(t *teamDraft, v float64) { t.Risk = v }),
	bind("replications", "Replications of the simulation; 100 by default", whole(1, 10000), func(t *teamDraft, v int) { t.Replications = v }),
	bind("shrinkage", "Paid time within shifts that serves no customer", patchOf("shrinkage", shrinkageRecord), func(t *teamDraft, v patch[schedule.Shrinkage]) { t.Shrinkage = v.over(t.Shrinkage) }),
	bind("objective", "What matters how much where rules, staffing, service and cost leave a choice", patchOf("objective", weightRecord), func(t *teamDraft, v patch[weights]) {
		w := weights{}
		for _, set := range v.sets {
			set(&w)
		}
		t.Weights = w
	}),
	bind("queues", "The streams of work, by name", mapOf("queue", patchOf("a queue", queueRecord), maxQueues), func(t *teamDraft, v []entry[patch[queueDraft]]) { t.queues = v }).required(),
	bind("shifts", "The kinds of shift, by name", mapOf("shift kind", patchOf("a shift kind", shiftRecord), 200), func(t *teamDraft, v []entry[patch[shiftDraft]]) { t.shifts = v }).required(),
	bind("rules", "Rules of working time for every contract, unless it says otherwise", patchOf("rules", ruleRecord), func(t *teamDraft, v patch[schedule.Rules]) { t.rules = v }),
	bind("contracts", "The contracts, by name", mapOf("contract", patchOf("a contract", contractRecord), 200), func(t *teamDraft, v []entry[patch[contractDraft]]) { t.contracts = v }).required(),
	bind("skills", "How assessments become abilities", patchOf("skills", skillsRecord), func(t *teamDraft, v patch[skillsDraft]) { t.skills = v.over(t.skills) }),
	bind("induction", "What to expect of people in their first weeks", patchOf("induction", inductionRecord), func(t *teamDraft, v patch[skills.Induction]) { t.induction = v.over(t.induction) }),
	bind("campaigns", "Our own activities that move volume", listOf(keep(patchOf("a campaign", campaignRecord)), maxCampaigns), func(t *teamDraft, v []placed[patch[campaignDraft]]) { t.campaigns = v }),
	bind("events", "What is known beforehand and is not ours: a match, a strike", listOf(keep(patchOf("an event", eventRecord)), maxCampaigns), func(t *teamDraft, v []placed[patch[eventDraft]]) { t.events = v }),
	bind("overrides", "A planner's corrections of the forecast, applied last in this order", listOf(keep(patchOf("an override", overrideRecord)), maxCampaigns), func(t *teamDraft, v []placed[patch[overrideDraft]]) { t.overrides = v }),
	bind("scenarios", "What-ifs: named changes of all this, for turno whatif", mapOf("scenario", patchOf("a scenario", scenarioRecord), maxScenarios), func(t *teamDraft, v []entry[patch[scenarioDraft]]) { t.scenarios = v }),
	bind("late_contact_cost", "What a contact that is answered late costs, such as 4.50: options of turno whatif are weighed against it", money, func(t *teamDraft, v decimal.Decimal) { t.Late = v }),
	bind("auto_reply_deflects", "Share of the contacts that an automatic reply would answer, for options of turno whatif; 20% by default", within(share, func(x float64) bool { return x > 0 && x <= 0.95 }, "expected a share above 0% and at most 95%, such as 20%"), func(t *teamDraft, v float64) { t.Deflects = v }),
	bind("capacity", "What is assumed about the team in the months to come, for turno plan --months", patchOf("capacity", capacityRecord), func(t *teamDraft, v patch[capacityDraft]) { t.capacity = v }),
}

// settings completes what was read and checks what hangs together.
func (d *decoder) settings(p patch[teamDraft]) *Settings {
	usual := skills.Default()
	draft := p.over(teamDraft{skills: skillsDraft{par: usual.Par, rework: usual.Rework}, Settings: Settings{Name: "team", Interval: defaultInterval, Currency: "EUR", Language: value.Spoken()[0], Seed: 1,
		Replications: defaultReplications, Shrinkage: schedule.Shrinkage{Planned: defaultPlanned, Unplanned: defaultUnplanned}}})
	s := draft.Settings
	s.Calendar = d.calendar(draft)
	s.Locale = cmp.Or(s.Locale, locale.Usual(draft.country.value))
	s.Streams = map[string][]forecast.Stream{}
	s.ShiftKinds = map[string]schedule.ShiftKind{}
	s.Contracts = map[string]schedule.Contract{}
	queues, kinds := pairNames(p.at["queues"]), pairNames(p.at["shifts"])
	for _, e := range draft.queues {
		q, streams := d.queue(e, queues)
		s.Queues = append(s.Queues, q)
		s.Streams[q.Name] = streams
	}
	for _, e := range draft.shifts {
		s.ShiftKinds[e.name] = d.shift(e, s.Interval, kinds, s.Queues)
	}
	d.ruleBounds(draft.rules, kinds)
	for _, e := range draft.contracts {
		s.Contracts[e.name] = d.contract(e, draft.rules, s.ShiftKinds, kinds)
	}
	for _, c := range draft.campaigns {
		s.Campaigns = append(s.Campaigns, d.campaign(c.value, queues))
	}
	for _, e := range draft.events {
		s.Events = append(s.Events, d.event(e.value, queues))
	}
	for _, o := range draft.overrides {
		s.Overrides = append(s.Overrides, d.override(o.value, queues))
	}
	s.Measured, s.Rates, s.Unmixed = d.usedKeys, d.openKeys, d.unmixed
	s.Skills, s.ContactWorth = d.skills(draft.skills, draft.induction, s.Queues, s.Streams), draft.skills.worth
	in := scope{d: d, queues: s.Queues, names: queues, contracts: pairNames(p.at["contracts"])}
	for _, c := range s.Campaigns {
		in.campaigns = append(in.campaigns, c.Name)
	}
	for _, e := range draft.scenarios {
		s.Scenarios = append(s.Scenarios, in.scenario(e))
	}
	s.Capacity = d.capacity(draft.capacity, pairNames(p.at["contracts"]), queues)
	d.atLeastOne(p, "queues", "channel: social")
	d.atLeastOne(p, "shifts", "start: 09:00, length: 8h")
	d.atLeastOne(p, "contracts", "week_hours: 40h")
	return &s
}

func (d *decoder) calendar(draft teamDraft) *calendar.Calendar {
	cal, err := calendar.New(d.zone, draft.country.value, draft.holidays)
	if err != nil {
		d.say(draft.country.node, "%v", err)
		return calendar.Plain(d.zone)
	}
	return cal
}

func (d *decoder) atLeastOne(p patch[teamDraft], key, example string) {
	if n := p.at[key]; n != nil && (n.shape == null || n.shape == mapping && len(n.pairs) == 0) {
		d.say(n, "%s is empty: expected at least one, such as %s", key, fmt.Sprintf("a-name: {%s}", example))
	}
}

// pairNames lists the names that a mapping defines, whether or not they could be read, so
// that one fault does not bring others about.
func pairNames(n *node) []string {
	var names []string
	if n != nil {
		for _, p := range n.pairs {
			if !slices.Contains(names, p.key.text) {
				names = append(names, p.key.text)
			}
		}
	}
	return names
}
