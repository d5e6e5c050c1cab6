package settings

import (
	"slices"
	"strings"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/plan/capacity"
)

// leaving reads the share of people who leave: 12%/year, 1%/month, or 12% for a year.
var leaving = textual(func(s string) (float64, error) {
	rate, per, _ := strings.Cut(s, "/")
	x, err := value.ParseShare(rate)
	monthly := strings.TrimSpace(per) == "month"
	if err != nil || x > 0.9 || monthly && x > 0.2 || !monthly && strings.TrimSpace(per) != "year" && per != "" {
		return 0, &value.Error{Value: s, Expected: "expected the share of the team that leaves, such as 12%/year or 1%/month, at most 90% a year or 20% a month"}
	}
	if monthly { // what twelve such months leave
		stay := 1.0
		for range 12 {
			stay *= 1 - x
		}
		x = 1 - stay
	}
	return x, nil
}, pattern("^[0-9.]+ ?%( */ *(year|month))?$"))

// month reads 2027-01.
var month = textual(func(s string) (calendar.Date, error) {
	d, err := value.ParseDate(strings.TrimSpace(s) + "-01")
	if err != nil {
		return d, &value.Error{Value: s, Expected: "expected a month such as 2027-01"}
	}
	return d, nil
}, pattern("^[0-9]{4}-[0-9]{2}$"))

// productivity reads shares that do not fall.
var productivity = reading[[]float64]{listOf(share, 24).schema, func(d *decoder, n *node) ([]float64, bool) {
	list, ok := listOf(share, 24).read(d, n)
	if ok && !slices.IsSorted(list) {
		d.say(n, "expected the productivity of the months since the start, none less than the one before, such as [50%%, 75%%, 100%%]")
		return nil, false
	}
	return list, ok
}}

// positiveShare is above 0.
var positiveShare = within(share, func(x float64) bool { return x >= 0.1 }, "expected a share from 10% to 100%")

type hireDraft struct {
	capacity.Hire
	contract placed[string]
	queues   []placed[string]
}

type capacityDraft struct {
	capacity.Settings
	hires []placed[patch[hireDraft]]
}

var hireRecord = record[hireDraft]{
	bind("month", "The month on whose first day they start, such as 2027-01", month, func(h *hireDraft, v calendar.Date) { h.Month = v }).required(),
	bind("contract", "Their contract", keep(text), func(h *hireDraft, v placed[string]) { h.contract = v }).required(),
	bind("queues", "The queues that they will serve; all by default", listOf(keep(text), maxQueues), func(h *hireDraft, v []placed[string]) { h.queues = v }),
	bind("count", "How many people; 1 by default", whole(1, 10_000), func(h *hireDraft, v int) { h.Count = v }),
	bind("ramp_up", "Their productivity by month since the start; that of all hires by default", productivity, func(h *hireDraft, v []float64) { h.RampUp = v }),
}

// budget reads amounts by month.
var budget = reading[[]capacity.Amount]{
	schema{"type": []string{"object", "null"}, "additionalProperties": money.schema},
	func(d *decoder, n *node) ([]capacity.Amount, bool) {
		if n.shape != mapping && n.shape != null {
			d.say(n, "found %s: expected amounts by month, such as {2027-01: 42000}", n.shape)
			return nil, false
		}
		var out []capacity.Amount
		good, first := true, map[string]*node{}
		for _, p := range n.pairs {
			m, okMonth := month.read(d, p.key)
			x, okMoney := money.read(d, p.value)
			if !okMonth || !okMoney || d.repeated(first, p.key) {
				good = false
				continue
			}
			out = append(out, capacity.Amount{Month: m, Money: x})
		}
		return out, good
	},
}

var capacityRecord = record[capacityDraft]{
	bind("attrition", "Share of the team that leaves, of those without a last day, such as 12%/year; nobody by default", leaving, func(c *capacityDraft, v float64) { c.Attrition = v }),
	bind("leave", "Share of paid time on leave, known absences included, such as 10%; none by default", loss, func(c *capacityDraft, v float64) { c.Leave = v }),
	bind("fit", "Share of rostered time that lies where it is required, such as 90%; all by default", positiveShare, func(c *capacityDraft, v float64) { c.Fit = v }),
	bind("lead", "Months from the decision to hire to the first day at work; 0 by default", whole(0, 24), func(c *capacityDraft, v int) { c.Lead = v }),
	bind("ramp_up", "Productivity of hires by month since their start, such as [50%, 75%, 100%]; the last one stays; by default as the induction has it", productivity, func(c *capacityDraft, v []float64) { c.RampUp = v }),
	bind("hires", "People whose start is decided", listOf(keep(patchOf("a hire", hireRecord)), 1000), func(c *capacityDraft, v []placed[patch[hireDraft]]) { c.hires = v }),
	bind("budget", "What may be spent on pay by month, such as {2027-01: 42000}; or the file budget.csv", budget, func(c *capacityDraft, v []capacity.Amount) { c.Budget = v }),
}

// capacity checks that hires name what there is.
func (d *decoder) capacity(p patch[capacityDraft], contracts, queues []string) capacity.Settings {
	draft := p.over(capacityDraft{})
	out := draft.Settings
	for _, e := range draft.hires {
		h := e.value.over(hireDraft{Hire: capacity.Hire{Count: 1}})
		if e.value.has("contract") && h.contract.node != nil && !slices.Contains(contracts, h.contract.value) {
			d.unknown(h.contract.node, "contract", contracts)
		}
		d.queues(h.queues, queues)
		h.Contract = h.contract.value
		for _, q := range h.queues {
			h.Queues = append(h.Queues, q.value)
		}
		if len(h.Queues) == 0 {
			h.Queues = queues
		}
		out.Hires = append(out.Hires, h.Hire)
	}
	return out
}
