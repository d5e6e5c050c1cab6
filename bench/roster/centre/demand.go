package centre

import (
	"math"
	"math/rand/v2"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
)

// When the centre is open, and what demand is of the hours that the contracts offer.
const (
	opening = 6  // o'clock
	closing = 24 // o'clock
	load    = 0.95
	swing   = 0.05 // by which a day differs from its weekday's share, at most
)

// hourShare is the share of a day's contacts by local hour: median over days, mean of eight
// series of hourly mentions (Numenta Anomaly Benchmark). The figure is the one of
// parameters.csv in the house's staffing data.
var hourShare = [24]float64{
	.0240, .0217, .0202, .0208, .0231, .0254, .0270, .0322, .0395, .0503, .0562, .0615,
	.0623, .0633, .0634, .0611, .0594, .0550, .0495, .0453, .0404, .0367, .0323, .0293,
}

// dayShare is the share of a week's contacts by weekday, Sunday first (a billion brand
// mentions, mobilemarketingwatch.com; parameters.csv).
var dayShare = [7]float64{.114, .144, .157, .155, .158, .151, .122}

// shape is the demand of an interval relative to others: the hour's share, linear between
// the middles of hours so that it has no steps, times the day's; 0 outside opening hours.
func shape(g calendar.Grid, i int) float64 {
	at := g.At(i)
	if h := at.Hour(); h < opening || h >= closing {
		return 0
	}
	middle := at.Sub(calendar.DateOf(at).In(g.Zone())).Hours() + g.Hours()/2 - 0.5
	h := int(math.Floor(middle))
	part := middle - float64(h)
	hour := (1-part)*hourShare[(h+24)%24] + part*hourShare[(h+25)%24]
	return hour * dayShare[at.Weekday()]
}

// requirement is the demand of the centre on the grid.
func requirement(s Settings, queues []queue, people []person, g calendar.Grid) schedule.Requirement {
	rng := rand.New(rand.NewPCG(s.Seed, 2))
	profile, total := make([]float64, g.N), 0.0
	for _, d := range g.Days() {
		factor := 1 + swing*(2*rng.Float64()-1)
		for i := d.First; i < d.First+d.N; i++ {
			profile[i] = factor * shape(g, i)
			total += profile[i]
		}
	}
	out := schedule.Requirement{Grid: g}
	for q, hours := range offered(people) {
		agents := make([]float64, g.N) // of demand, by interval
		for i := range agents {
			agents[i] = load * hours * float64(s.Weeks) / g.Hours() * profile[i] / total
		}
		if queues[q].window == 0 {
			out.Live = append(out.Live, live(queues[q].name, g, agents))
		} else {
			out.Deferrable = append(out.Deferrable, deferrable(queues[q], g, agents))
		}
	}
	return out
}

// offered is the net hours a week that the team has for each queue, when everybody's are
// split evenly over their skills.
func offered(people []person) []float64 {
	out := make([]float64, queueCount)
	for _, p := range people {
		for _, q := range p.queues {
			out[q] += contracts[p.contract].net / float64(len(p.queues))
		}
	}
	return out
}

// live asks for whole agents.
func live(name string, g calendar.Grid, agents []float64) schedule.LiveRequirement {
	out := schedule.LiveRequirement{Queue: name, Open: open(g), Curves: make([]schedule.Curve, g.N)}
	for i, mark := range whole(agents) {
		if out.Open[i] == 0 {
			continue
		}
		c := schedule.Curve{
			Contacts: float64(mark) * g.Hours() * ContactsPerHour, Load: float64(mark), Target: 0.8, Mark: mark,
			Absorb: make([]float64, mark+2),
		}
		for n := range mark + 1 {
			c.Missed = append(c.Missed, float64(mark-n)*g.Hours()*ContactsPerHour)
		}
		c.Absorb[mark+1] = 1 // and so on: whoever is above the mark is free
		out.Curves[i] = c
	}
	return out
}

// deferrable asks for the work within the queue's window of open time, or by the end of
// the period: what is demanded of the period can be done in it. The level spreads each
// interval's work evenly over its window.
func deferrable(q queue, g calendar.Grid, agents []float64) schedule.DeferrableRequirement {
	out := schedule.DeferrableRequirement{Queue: q.name, Open: open(g), Level: make([]float64, g.N)}
	for i, x := range agents {
		if x == 0 {
			continue
		}
		window := []int{i}
		for due := i + 1; due < g.N && len(window) <= int(q.window/g.Step); due++ {
			if out.Open[due] > 0 {
				window = append(window, due)
			}
		}
		out.Work = append(out.Work, schedule.Work{
			Arrive: i, Due: window[len(window)-1], Hours: x * g.Hours(), Contacts: x * g.Hours() * ContactsPerHour,
		})
		for _, k := range window {
			out.Level[k] += x / float64(len(window))
		}
	}
	return out
}

func open(g calendar.Grid) []float64 {
	out := make([]float64, g.N)
	for i := range out {
		if shape(g, i) > 0 {
			out[i] = 1
		}
	}
	return out
}

// whole rounds to whole numbers with the same sum, by the largest remainders: neighbours of
// a smooth curve are rounded alike, so that the steps are those of the curve.
func whole(values []float64) []int {
	out, order, sum, total := make([]int, len(values)), make([]int, len(values)), 0, 0.0
	rest := func(i int) float64 { return values[i] - math.Floor(values[i]) }
	for i, x := range values {
		out[i], order[i] = int(x), i
		sum, total = sum+out[i], total+x
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := rest(a), rest(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for _, i := range order[:int(math.Round(total))-sum] {
		out[i]++
	}
	return out
}
