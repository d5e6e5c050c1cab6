package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// incidents strike at night or by day and make many people write at once: a storm closes
// an airport, an app stops working.
type incidents struct {
	perWeek   float64
	hours     [2]float64 // clock hours between which they strike; the second may pass 24
	people    float64    // median number hit
	spread    float64    // log standard deviation of that number
	delay     float64    // mean hours until people write
	brings    []contact  // contacts per person hit
	causes    []string
	lastStart string // none begins after this, so that the history ends on ordinary days
}

// strike draws the incidents; people hit by step.
func (p place) strike() (hit []float64, causes map[int]string) {
	hit, causes = make([]float64, p.grid.N), map[int]string{}
	n := p.incidents
	rng := p.source("incidents")
	for _, day := range p.grid.Days() {
		if rng.Float64() >= n.perWeek/7 {
			continue
		}
		hour := n.hours[0] + (n.hours[1]-n.hours[0])*rng.Float64()
		people := min(n.people*math.Exp(n.spread*rng.NormFloat64()), 12*n.people)
		cause := n.causes[rng.IntN(len(n.causes))]
		at := day.Date.At(calendar.TimeOfDay(hour*60), p.cal.Zone)
		if i := p.grid.Index(at); i >= p.from && i < p.grid.N && i < p.index(n.lastStart) {
			hit[i], causes[i] = people, cause
		}
	}
	return hit, causes
}

// spark is a post by someone with a large following.
type spark struct {
	at       int     // step
	multiple float64 // of the usual intensity, at the first moment
	fade     float64 // mean hours of the reaction
}

// ignite draws the sparks of a queue. The sizes follow public counts of mentions of
// brands: half of all bursts peak below five times the usual hour, one in ten above
// twenty; most are over in hours.
func (p place) ignite(q queue) []spark {
	rng := p.source("sparks/" + q.name)
	var out []spark
	last := p.index(p.incidents.lastStart)
	for i := p.from; i < p.grid.N; i++ {
		hour := p.grid.At(i).Hour()
		rate := q.sparks / 24 * stepHours
		if hour < 7 {
			rate *= 0.6
		}
		if rng.Float64() >= rate {
			continue
		}
		s := spark{at: i, multiple: min(3+3.4*math.Exp(1.1*rng.NormFloat64()), 45), fade: min(1.1+1.2*rng.ExpFloat64(), 5)}
		if i < last {
			out = append(out, s)
		}
	}
	return out
}

// flow is the contacts of one queue by step and by what brought them.
type flow struct {
	awake    []float64   // share of an ordinary week's activity, an hour
	usual    []float64   // intensity an hour of spontaneous contacts
	response []float64   // intensity an hour brought by campaigns
	brought  [][]float64 // the same, by campaign
	struck   []float64   // intensity an hour brought by incidents
	own      []int       // spontaneous contacts drawn
	bought   []int       // contacts drawn of campaigns
	viral    []int       // contacts drawn of incidents, sparks and of other contacts
}

// draw realises the flow: Poisson counts in each step, where every contact raises the
// intensity of the following hours (Hawkes 1971, with an exponential kernel).
func (f *flow) draw(rng *rand.Rand, q queue, sparks []spark) {
	n := len(f.usual)
	f.own, f.bought, f.viral = make([]int, n), make([]int, n), make([]int, n)
	fade := math.Exp(-stepHours / max(q.kernel, 0.1))
	var echo float64 // intensity an hour that earlier contacts add
	var glow []reaction
	for i := range n {
		for len(sparks) > 0 && sparks[0].at == i {
			glow = append(glow, reaction{f.burstStart(sparks[0]), math.Exp(-stepHours / sparks[0].fade)})
			sparks = sparks[1:]
		}
		var react float64
		for k := range glow {
			react += glow[k].now
			glow[k].now *= glow[k].keep
		}
		glow = slices.DeleteFunc(glow, func(r reaction) bool { return r.now < 1e-3 })
		f.own[i] = poisson(rng, f.usual[i]*stepHours)
		f.bought[i] = poisson(rng, f.response[i]*stepHours)
		f.viral[i] = poisson(rng, (echo+react+f.struck[i])*stepHours)
		all := float64(f.own[i] + f.bought[i] + f.viral[i])
		echo = echo*fade + all*q.branching*(1-fade)/stepHours
	}
}

// reaction is what is left of a spark: contacts an hour now, and the share of them kept
// from step to step.
type reaction struct{ now, keep float64 }

// mean is the average of the week before step i.
func mean(v []float64, i int) float64 {
	from := max(0, i-int(7*24*time.Hour/step))
	var sum float64
	for _, x := range v[from : i+1] {
		sum += x
	}
	return sum / float64(i+1-from)
}
