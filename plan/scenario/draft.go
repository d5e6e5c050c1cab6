package scenario

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/staffing"
)

// rounding is a difference of contacts that is none.
const rounding = 1e-9

// draft is an input on which changes are made one after the other and, once it is forecast,
// what comes to its queues. What it shares with the input is replaced, never written to.
//
// Changes are made twice: at first on the input alone, which tells what cannot be and what
// the forecaster is asked, then on the forecast.
type draft struct {
	plan.Input
	was  plan.Input // before any change
	mode Mode

	made    []Change             // so far, those of a template in its place
	instead []Change             // what the last change stands for
	volumes []forecast.Volume    // what comes to the queues that there are; nil before it is forecast
	whole   []forecast.Volume    // the same before queues were merged and split, as long as nothing else changed it since; else nil
	sent    map[string][]float64 // contacts expected to move into each queue from others, by interval of the period; see staffing.Moved
	now     map[string][]string  // by queue of the input that was merged or split, those that do its work
	groups  [][]string           // queues whose people serve no others, shared out at last; nil is as they are
}

// blank is the input without changes.
func blank(in plan.Input, mode Mode) *draft {
	d := &draft{Input: in, was: in, mode: mode, now: map[string][]string{}}
	d.Queues = slices.Clone(in.Queues)
	d.Streams, d.Doubt = maps.Clone(in.Streams), maps.Clone(in.Doubt)
	d.Team.Agents = slices.Clone(in.Team.Agents)
	d.Team.Contracts = maps.Clone(in.Team.Contracts)
	return d
}

// newDraft makes the scenario's changes on the input alone.
func newDraft(in plan.Input, s Scenario) (*draft, error) {
	d := blank(in, s.Mode)
	if err := d.make(context.Background(), s.Changes); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return d, nil
}

// Check says whether the scenario can be made of the input. The error names what of it
// cannot.
func (s Scenario) Check(in plan.Input) error {
	_, err := newDraft(in, s)
	return err
}

// over makes the changes of the draft again, on what was forecast for it. Those that
// the forecaster was asked about are in the forecast.
func (d *draft) over(ctx context.Context, volumes []forecast.Volume, base *walked) (*draft, error) {
	out := blank(d.was, d.mode)
	out.Calendar, out.Campaigns, out.volumes = d.Calendar, d.Campaigns, slices.Clone(volumes)
	var before []forecast.Volume // nil: nothing is there to compare with
	if base != nil {
		before, out.sent = base.volumes, base.sent
	}
	if err := out.settle(ctx, before); err != nil {
		return nil, err
	}
	if err := out.make(ctx, slices.DeleteFunc(slices.Clone(d.made), asked)); err != nil {
		return nil, err
	}
	out.snap(before)
	return out, nil
}

// snap takes the volumes of the base where changes that cancel out left no more than
// rounding, so that they leave nothing at all.
func (d *draft) snap(base []forecast.Volume) {
	for k, v := range d.volumes {
		b := slices.IndexFunc(base, func(b forecast.Volume) bool { return b.Queue == v.Queue })
		if b >= 0 && slices.EqualFunc(v.Mean, base[b].Mean, func(x, y float64) bool { return math.Abs(x-y) <= 100*rounding*max(1, x) }) {
			d.volumes[k] = base[b]
		}
	}
}

// asked says whether the change is one of what the forecaster is asked.
func asked(c Change) bool {
	switch c.(type) {
	case AddCampaign, MoveCampaign, BoostCampaign, DropCampaign, AddHoliday:
		return true
	}
	return false
}

// make makes changes, each of what those before it left.
func (d *draft) make(ctx context.Context, changes []Change) error {
	for _, c := range changes {
		before, names := d.volumes, d.queueNames()
		if err := c.apply(d); err != nil {
			return err
		}
		if parts := d.instead; parts != nil {
			d.instead = nil
			if err := d.make(ctx, parts); err != nil {
				return err
			}
			continue
		}
		d.made = append(d.made, c)
		if d.volumes == nil {
			continue
		}
		regrouped := !slices.Equal(names, d.queueNames())
		if regrouped && d.whole == nil {
			d.whole = before
		}
		if regrouped {
			before = nil // who answers changes nothing about how many come
		}
		if err := d.settle(ctx, before); err != nil {
			return err
		}
		if !regrouped && !sameMeans(before, d.volumes) {
			d.whole = nil
		}
	}
	return nil
}

func sameMeans(a, b []forecast.Volume) bool {
	return slices.EqualFunc(a, b, func(a, b forecast.Volume) bool { return slices.Equal(a.Mean, b.Mean) })
}

// settle adds to the queues with a volume of their own what moves there more than before a
// change: their volume holds only what moved so far. Where the change moved such a queue's
// volume by itself, that holds its part, and nothing is added. Without volumes to compare
// with it only notes what moves.
func (d *draft) settle(ctx context.Context, before []forecast.Volume) error {
	still := map[string]bool{} // queues whose volume the change left alone
	for _, v := range d.volumes {
		k := slices.IndexFunc(before, func(b forecast.Volume) bool { return b.Queue == v.Queue })
		still[v.Queue] = k >= 0 && slices.Equal(v.Mean, before[k].Mean)
	}
	d.volumes = slices.Clone(d.volumes)
	const passes = 100 // what is added may move on; loops settle as in staffing
	for range passes {
		moved, err := d.moves(ctx)
		if err != nil {
			return err
		}
		more := false
		for k, v := range d.volumes {
			if list := d.added(v.Queue, moved[v.Queue], d.sent[v.Queue]); still[v.Queue] && len(list) > 0 {
				d.volumes[k], more = v.Override(list...), true
			}
		}
		d.sent = moved
		if !more {
			break
		}
	}
	return nil
}

// moves is what moves between the queues as they are.
func (d *draft) moves(ctx context.Context) (map[string][]float64, error) {
	profiles, err := d.Profile(d.volumes)
	if err != nil {
		return nil, err
	}
	return staffing.Moved(ctx, d.Period, d.Calendar, d.Demands(profiles))
}

// added is the difference of what moves into a queue, as corrections of its volume; who turns
// up where a live queue is closed is not one of its contacts.
func (d *draft) added(queue string, now, was []float64) (list []forecast.Override) {
	k := d.find(queue)
	if k < 0 {
		return nil
	}
	open := d.Queues[k].Hours.Share(d.Period, d.Calendar)
	for i := range max(len(now), len(was)) {
		var x float64
		if now != nil {
			x = now[i]
		}
		if was != nil {
			x -= was[i]
		}
		if math.Abs(x) > rounding && (open[i] > 0 || !d.Queues[k].Channel.Live()) {
			list = append(list, forecast.Override{From: d.Period.At(i), To: d.Period.At(i + 1), Op: forecast.Plus, Value: x / d.Period.Hours()})
		}
	}
	return list
}

// each gives the queues of those names, all where none is named, to a change.
func (d *draft) each(names []string, change func(q *schedule.Queue)) error {
	for _, name := range names {
		if _, err := d.queue(name); err != nil {
			return err
		}
	}
	for i := range d.Queues {
		if len(names) == 0 || slices.Contains(names, d.Queues[i].Name) {
			change(&d.Queues[i])
		}
	}
	return nil
}

// queue is the place of a queue; an error that names those there are where it is none.
func (d *draft) queue(name string) (int, error) {
	if k := d.find(name); k >= 0 {
		return k, nil
	}
	return -1, fmt.Errorf("%q is not a queue: expected one of %s", name, strings.Join(d.queueNames(), ", "))
}

func (d *draft) find(queue string) int {
	return slices.IndexFunc(d.Queues, func(q schedule.Queue) bool { return q.Name == queue })
}

func (d *draft) queueNames() []string {
	var names []string
	for _, q := range d.Queues {
		names = append(names, q.Name)
	}
	return names
}

// agents finds the places of agents in the team.
func (d *draft) agents(ids []string) ([]int, error) {
	var out []int
	for _, id := range ids {
		k := slices.IndexFunc(d.Team.Agents, func(a schedule.Agent) bool { return a.ID == id })
		if k < 0 {
			return nil, fmt.Errorf("%q is not an agent of the team", id)
		}
		out = append(out, k)
	}
	return out, nil
}
