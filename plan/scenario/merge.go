package scenario

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"turno/forecast"
	"turno/schedule"
)

// Merge makes one queue of several of one channel and language: two handles answered as
// one. It has the hours of the first, the shortest of their targets and promises unless
// others are given, their most urgent priority, and the work of each as far as its posts
// make up the whole. Conversations that one of them sent to another end where they are;
// nobody is taken out of the volume for that, so that the gain is rather understated.
type Merge struct {
	Queues  []string
	Into    string
	Target  *schedule.Target // nil is the shortest of theirs
	Promise *schedule.Target // likewise
}

// Kind implements Change.
func (Merge) Kind() Kind { return KindMerge }

func (c Merge) apply(d *draft) error {
	if len(c.Queues) < 2 {
		return fmt.Errorf("%d queues are merged: expected two or more", len(c.Queues))
	}
	var parts []schedule.Queue
	for _, name := range c.Queues {
		k := d.find(name)
		if k < 0 || !slices.Contains(d.names, name) {
			return fmt.Errorf("%q is not a queue that could be merged", name)
		}
		parts = append(parts, d.Queues[k])
		if q := d.Queues[k]; q.Channel != parts[0].Channel || q.Language != parts[0].Language {
			return fmt.Errorf("%s and %s differ in channel or language: expected queues that the same people serve in the same way", c.Queues[0], name)
		}
	}
	if slices.Contains(d.names, c.Into) && !slices.Contains(c.Queues, c.Into) {
		return fmt.Errorf("%q is a queue already: expected a new name", c.Into)
	}
	d.pooled = append(d.pooled, c.Queues)
	d.rename(c.Queues, c.Into)
	d.regroup = append(d.regroup, func(d *draft, volumes []forecast.Volume) []forecast.Volume { return c.merge(d, volumes) })
	return nil
}

// rename notes that the work of some queues is done by others from now on.
func (d *draft) rename(old []string, now ...string) {
	at := slices.Index(d.names, old[0])
	d.names = slices.DeleteFunc(d.names, func(n string) bool { return slices.Contains(old, n) })
	d.names = slices.Insert(d.names, min(at, len(d.names)), now...)
	for _, name := range old {
		d.renamed[name] = now
	}
}

// merge rewrites the queues, their work and their volume.
func (c Merge) merge(d *draft, volumes []forecast.Volume) []forecast.Volume {
	var queues []schedule.Queue
	var of []forecast.Volume
	for _, name := range c.Queues {
		queues = append(queues, d.Queues[d.find(name)])
		if k := slices.IndexFunc(volumes, func(v forecast.Volume) bool { return v.Queue == name }); k >= 0 {
			of = append(of, volumes[k])
		}
	}
	parts := weights(c.Queues, of)
	merged, streams := c.queue(queues), mixed(c.Queues, d.Streams, parts)
	d.replace(c.Queues, merged)
	for _, name := range c.Queues {
		delete(d.Streams, name)
	}
	if doubt := doubted(c.Queues, d.Doubt, parts); doubt != nil {
		d.Doubt[c.Into] = doubt
	}
	d.Streams[c.Into] = streams
	d.redirect(c.Queues, c.Into)
	if len(of) == 0 {
		return volumes
	}
	at := slices.IndexFunc(volumes, func(v forecast.Volume) bool { return v.Queue == of[0].Queue })
	volumes = slices.DeleteFunc(slices.Clone(volumes), func(v forecast.Volume) bool { return slices.Contains(c.Queues, v.Queue) })
	return slices.Insert(volumes, min(at, len(volumes)), together(c.Into, of, d.Seed))
}

// queue is the merged one.
func (c Merge) queue(parts []schedule.Queue) schedule.Queue {
	q := parts[0]
	q.Name = c.Into
	q.Targets = slices.Clone(q.Targets)
	for _, p := range parts[1:] {
		if len(p.Targets) > 0 && (len(q.Targets) == 0 || p.Targets[0].Within < q.Targets[0].Within) {
			q.Targets = slices.Clone(p.Targets)
		}
		if p.Promise != nil && (q.Promise == nil || p.Promise.Within < q.Promise.Within) {
			q.Promise = p.Promise
		}
		q.Priority, q.MinStaff = min(q.Priority, p.Priority), max(q.MinStaff, p.MinStaff)
		q.OnCall = q.OnCall || p.OnCall
	}
	if c.Target != nil {
		q.Targets = []schedule.Target{*c.Target}
	}
	if c.Promise != nil {
		q.Promise = c.Promise
	}
	return q
}

// replace puts queues in the place of the first of the old ones.
func (d *draft) replace(old []string, now ...schedule.Queue) {
	at := d.find(old[0])
	rest := slices.DeleteFunc(slices.Clone(d.Queues), func(q schedule.Queue) bool { return slices.Contains(old, q.Name) })
	d.Queues = slices.Insert(rest, min(at, len(rest)), now...)
}

// redirect lets people and pivots that name the old queues name the new ones.
func (d *draft) redirect(old []string, now ...string) {
	for i, a := range d.Team.Agents {
		if slices.ContainsFunc(a.Queues, func(q string) bool { return slices.Contains(old, q) }) {
			d.Team.Agents[i].Queues = renamedQueues(a.Queues, old, now)
		}
	}
	for name, streams := range d.Streams {
		streams = slices.Clone(streams)
		for i, s := range streams {
			var pivots []forecast.Pivot
			for _, p := range s.Pivots {
				if !slices.Contains(old, p.To) {
					pivots = append(pivots, p)
					continue
				}
				for _, to := range now {
					if to != name {
						each := p
						each.To, each.Share = to, p.Share/float64(len(now))
						pivots = append(pivots, each)
					}
				}
			}
			streams[i].Pivots = pivots
		}
		d.Streams[name] = streams
	}
}

// renamedQueues is a list of queues with the old ones replaced, each once.
func renamedQueues(list, old, now []string) []string {
	var out []string
	for _, q := range list {
		if !slices.Contains(old, q) {
			now := []string{q}
			out = append(out, now...)
			continue
		}
		for _, n := range now {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// weights are the shares of queues in the posts of the period, alike where none come.
func weights(names []string, of []forecast.Volume) []float64 {
	var total float64
	sums := map[string]float64{}
	for _, v := range of {
		sums[v.Queue] = v.Total()
		total += v.Total()
	}
	out := make([]float64, len(names))
	for i, name := range names {
		out[i] = 1 / float64(len(names))
		if total > 0 {
			out[i] = sums[name] / total
		}
	}
	return out
}

// doubted is the doubt about the work of several queues together, as if whoever errs about
// one errs about all alike; nil where there is none.
func doubted(names []string, doubt map[string][]float64, weights []float64) []float64 {
	var out []float64
	for k, name := range names {
		if out == nil && doubt[name] != nil {
			out = make([]float64, len(doubt[name]))
		}
		for i, x := range doubt[name] {
			out[i] += weights[k] * x
		}
	}
	return out
}

// mixed is the work of several queues together: every stream in proportion to the posts of
// the period that bring it.
func mixed(names []string, streams map[string][]forecast.Stream, weights []float64) []forecast.Stream {
	var out []forecast.Stream
	for k, name := range names {
		for _, s := range streams[name] {
			s.Share = Times(weights[k]).on(s.Share, 0, 1)
			s.Kind = forecast.Kind(name + " " + string(s.Kind))
			out = append(out, s)
		}
	}
	return out
}

// jointPaths are drawn for the quantiles of volumes that become one.
const jointPaths = 1000

// together is the volume of several queues: means add, quantiles are those of the sums of
// paths drawn together.
func together(name string, of []forecast.Volume, seed uint64) forecast.Volume {
	out := of[0]
	out.Queue, out.Components = name, nil
	out.Mean = make([]float64, out.Grid.N)
	out.Correlation, out.Slow, out.Common, out.Slows, out.Bursts = 0, 0, 0, nil, forecast.Bursts{}
	var total float64
	for _, v := range of {
		for i, m := range v.Mean {
			out.Mean[i] += m
		}
		w := math.Max(v.Total(), 1e-9)
		total += w
		out.Correlation, out.Slow, out.Common = out.Correlation+w*v.Correlation, out.Slow+w*v.SlowAt(v.Grid.N/2), out.Common+w*v.Common
		out.Bursts.Share, out.Bursts.HalfLife = out.Bursts.Share+w*v.Bursts.Share, out.Bursts.HalfLife+w*v.Bursts.HalfLife
	}
	out.Correlation, out.Slow, out.Common = out.Correlation/total, out.Slow/total, out.Common/total
	out.Bursts.Share, out.Bursts.HalfLife = out.Bursts.Share/total, out.Bursts.HalfLife/total
	sums := make([][]float64, out.Grid.N)
	rng := rand.New(rand.NewPCG(seed, 0x6d65726765))
	for range jointPaths {
		for k, path := range forecast.Paths(of, rng) {
			for i, x := range path {
				if k == 0 {
					sums[i] = append(sums[i], 0)
				}
				sums[i][len(sums[i])-1] += x
			}
		}
	}
	out.Quantiles = make([][]float64, len(out.Levels))
	for i := range sums {
		slices.Sort(sums[i])
		for k, p := range out.Levels {
			out.Quantiles[k] = append(out.Quantiles[k], sums[i][int(p*(jointPaths-1))])
		}
	}
	return out
}
