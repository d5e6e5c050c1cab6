package scenario

import (
	"fmt"
	"math"
	"slices"

	"turno/forecast"
	"turno/schedule"
)

// Part is one of the queues that another is split into.
type Part struct {
	Name  string
	Share float64 // of the volume, by chance: the work is of the same kinds in every part
}

// Split makes several queues of one, each with its targets: a second handle.
type Split struct {
	Queue string
	Parts []Part // shares that sum to 1
}

// Kind implements Change.
func (Split) Kind() Kind { return KindSplit }

func (c Split) apply(d *draft) error {
	r := regrouping{old: []string{c.Queue}}
	var sum float64
	for _, p := range c.Parts {
		if p.Share <= 0 || p.Name == "" || slices.Contains(r.now, p.Name) {
			return fmt.Errorf("the part %q of %s: expected a new name and a share above 0", p.Name, c.Queue)
		}
		sum += p.Share
		r.now, r.shares = append(r.now, p.Name), append(r.shares, p.Share)
	}
	if len(c.Parts) < 2 || math.Abs(sum-1) > 0.005 {
		return fmt.Errorf("%s is split into %d parts of %.4g %%: expected two or more of 100 %% together", c.Queue, len(c.Parts), 100*sum)
	}
	if err := r.check(d); err != nil {
		return err
	}
	streams, doubt := d.Streams[c.Queue], d.Doubt[c.Queue]
	delete(d.Streams, c.Queue)
	delete(d.Doubt, c.Queue)
	var queues []schedule.Queue
	var parts []forecast.Volume
	at := slices.IndexFunc(d.volumes, func(v forecast.Volume) bool { return v.Queue == c.Queue })
	for k, name := range r.now {
		r.shares[k] /= sum
		q := d.Queues[d.find(c.Queue)]
		q.Name = name
		queues = append(queues, q)
		d.Streams[name] = streams
		if doubt != nil {
			d.Doubt[name] = doubt
		}
		if at >= 0 {
			parts = append(parts, thinned(d.volumes[at], name, r.shares[k]))
		}
	}
	if at >= 0 {
		d.volumes = slices.Replace(slices.Clone(d.volumes), at, at+1, parts...)
	}
	r.queues(d, queues...)
	return nil
}

// thinned is the volume of which each contact belongs to the part with the chance p. Its
// mean is p times the whole; its variance p² times that of the whole and p(1-p) times the
// mean, for what is rarer is, for its size, less certain.
func thinned(v forecast.Volume, name string, p float64) forecast.Volume {
	v.Queue, v.Components = name, nil
	whole := v.Mean
	v.Mean = slices.Clone(v.Mean)
	quantiles := v.Quantiles
	v.Quantiles = make([][]float64, len(quantiles))
	for i, m := range whole {
		v.Mean[i] = p * m
		spread := 1.0
		if n := len(quantiles); n > 1 {
			// the distance of the outermost quantiles in standard deviations of a normal
			sd := (quantiles[n-1][i] - quantiles[0][i]) / 2.563
			if sd > 0 {
				spread = math.Sqrt(p*p*sd*sd+p*(1-p)*m) / (p * sd)
			}
		}
		for k, q := range quantiles {
			v.Quantiles[k] = append(v.Quantiles[k], max(0, p*m+p*spread*(q[i]-m)))
		}
	}
	return v
}
