package auto

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

const eighty = 1.2815515655446004 // normal score of 90 %: the ends of an 80 % interval

// effect is what is known of one campaign on one queue.
type effect struct {
	start  time.Time
	pulse  pulse
	uplift float64
	doubt  float64 // log standard deviation of the uplift
	slack  float64 // log standard deviation of the half-life
	told   forecast.CampaignEffect
}

// at is the mean multiple of the usual over [from, to).
func (e *effect) at(from, to time.Time) float64 {
	return 1 + (e.uplift-1)*e.pulse.mean(from.Sub(e.start).Hours(), to.Sub(e.start).Hours())
}

// doubtAt is the relative standard deviation of at.
func (e *effect) doubtAt(from, to time.Time) float64 {
	a, b := from.Sub(e.start).Hours(), to.Sub(e.start).Hours()
	share := e.pulse.mean(a, b)
	of := 1 + (e.uplift-1)*share
	if share == 0 || of <= 0 {
		return 0
	}
	short, long := e.pulse, e.pulse
	short.half *= math.Exp(-e.slack)
	long.half *= math.Exp(e.slack)
	bend := (e.uplift - 1) * (long.mean(a, b) - short.mean(a, b)) / 2
	return math.Hypot(e.uplift*share*e.doubt, bend) / of
}

// fades is when next to nothing of it is left.
func (e *effect) fades() time.Time { return e.start.Add(hours(e.pulse.fades())) }

// sibling is what the queues together say of a campaign.
type sibling struct{ uplift, rise, half, steep product }

// product multiplies normal densities.
type product struct{ precision, weighted float64 }

const queuesDiffer = 0.04 // variance of one campaign's logarithms between queues

func (p *product) add(g gauge, sign float64) {
	if w := 1 / (g.variance + queuesDiffer); !math.IsInf(g.variance, 1) {
		p.precision += sign * w
		p.weighted += sign * w * g.log
	}
}

func (p product) gauge() gauge {
	if p.precision < 1e-6 {
		return gauge{0, math.Inf(1)}
	}
	return gauge{p.weighted / p.precision, 1 / p.precision}
}

// addUp joins the trials of all queues by campaign.
func addUp(trials [][]trial, campaigns int) []sibling {
	out := make([]sibling, campaigns)
	for _, list := range trials {
		for _, t := range list {
			out[t.campaign].add(t, 1)
		}
	}
	return out
}

func (s *sibling) add(t trial, sign float64) {
	s.uplift.add(t.uplift, sign)
	s.rise.add(t.rise, sign)
	s.half.add(t.half, sign)
	s.steep.add(t.steep, sign)
}

// effects says what is known of every campaign on the queue of s.
func (in Input) effects(s forecast.Series, own []trial, siblings []sibling) []*effect {
	out := make([]*effect, len(in.Campaigns))
	var targets []lesson
	for k, c := range in.Campaigns {
		if c.Touches(s.Queue) && c.Start.Before(in.Future.End()) {
			targets = append(targets, lesson{campaign: k, kind: c.Kind, own: true, reach: in.reachOf(k)})
		}
	}
	if len(targets) == 0 {
		return out
	}
	uplifts, _ := in.ask(own, siblings, targets, upliftPrior, func(c forecast.Campaign) float64 { return c.Uplift }, func(t trial) gauge { return t.uplift }, func(s sibling) product { return s.uplift })
	p := timePrior
	p.unknown = math.Log(usualRise)
	rises, taughtRise := in.ask(own, siblings, targets, p, func(c forecast.Campaign) float64 { return c.Rise.Hours() }, func(t trial) gauge { return t.rise }, func(s sibling) product { return s.rise })
	p.unknown = math.Log(usualHalf)
	halves, taughtHalf := in.ask(own, siblings, targets, p, func(c forecast.Campaign) float64 { return c.HalfLife.Hours() }, func(t trial) gauge { return t.half }, func(s sibling) product { return s.half })
	never := func(forecast.Campaign) float64 { return 0 }
	steeps, _ := in.ask(own, siblings, targets, steepPrior, never, func(t trial) gauge { return t.steep }, func(s sibling) product { return s.steep })
	for i, t := range targets {
		c := in.Campaigns[t.campaign]
		rise, half := math.Exp(rises[i].log), math.Exp(halves[i].log)
		if c.Rise == 0 && !taughtRise {
			rise = 0
		}
		if c.HalfLife == 0 && !taughtHalf {
			half = 0
		}
		out[t.campaign] = newEffect(c, uplifts[i], rises[i], halves[i], rise, half)
		out[t.campaign].pulse = out[t.campaign].pulse.tilted(steeps[i].log)
		in.count(&out[t.campaign].told, s, own)
	}
	return out
}

// ask gathers the lessons of one quantity and asks for it; taught says whether there was
// any lesson.
func (in Input) ask(own []trial, siblings []sibling, targets []lesson, p prior, stated func(forecast.Campaign) float64, measured func(trial) gauge, together func(sibling) product) (answers []gauge, taught bool) {
	asked := append([]lesson(nil), targets...)
	for i := range asked {
		asked[i].stated = logOf(stated(in.Campaigns[asked[i].campaign]))
	}
	var lessons []lesson
	others := append([]sibling(nil), siblings...)
	add := func(k int, g gauge, own bool) {
		c := in.Campaigns[k]
		lessons = append(lessons, lesson{gauge: g, stated: logOf(stated(c)), kind: c.Kind, campaign: k, own: own, reach: in.reachOf(k)})
	}
	for _, t := range own {
		add(t.campaign, measured(t), true)
		others[t.campaign].add(t, -1)
	}
	count := 0
	for k := len(others) - 1; k >= 0 && count < mostTrials; k-- {
		if g := together(others[k]).gauge(); !math.IsInf(g.variance, 1) {
			add(k, g, false)
			count++
		}
	}
	for _, l := range lessons {
		taught = taught || !math.IsInf(l.variance, 1)
	}
	return pool(lessons, asked, p), taught
}

func logOf(x float64) float64 {
	if x <= 0 {
		return math.NaN()
	}
	return math.Log(x)
}

// reachOf is the logarithm of the campaign's reach over the geometric mean of all known.
func (in Input) reachOf(k int) float64 {
	var sum, n float64
	for _, c := range in.Campaigns {
		if c.Reach > 0 {
			sum, n = sum+math.Log(c.Reach), n+1
		}
	}
	if r := in.Campaigns[k].Reach; r > 0 && n > 0 {
		return min(max(math.Log(r)-sum/n, -4), 4)
	}
	return 0
}

// newEffect joins what was learned of a campaign; rise and half are in hours.
func newEffect(c forecast.Campaign, uplift, byRise, byHalf gauge, rise, half float64) *effect {
	e := &effect{start: c.Start, uplift: min(max(math.Exp(uplift.log), 1e-3), 1000), doubt: math.Sqrt(uplift.variance), slack: math.Sqrt(byHalf.variance)}
	e.pulse = pulseOf(c, min(rise, 1000), min(half, 1000))
	e.told = forecast.CampaignEffect{Campaign: c.Name, Kind: c.Kind, Stated: c.Uplift,
		Span:   calendar.Window{From: c.Start, To: c.Start.Add(hours(e.pulse.end))},
		Uplift: estimate(uplift), Rise: estimate(byRise), HalfLife: estimate(byHalf)}
	if rise == 0 {
		e.told.Rise = forecast.Estimate{}
	}
	if half == 0 {
		e.told.HalfLife = forecast.Estimate{}
	}
	return e
}

// count says how much taught it and whether it lies ahead.
func (in Input) count(told *forecast.CampaignEffect, s forecast.Series, own []trial) {
	told.Queue, told.Ahead = s.Queue, true
	for _, t := range own {
		c := in.Campaigns[t.campaign]
		told.Past++
		if c.Kind == told.Kind && c.Kind != "" {
			told.Alike++
		}
		if c.Name == told.Campaign && c.Start.Equal(told.Span.From) {
			told.Ahead = false
		}
	}
}

func estimate(g gauge) forecast.Estimate {
	sd := math.Sqrt(g.variance)
	return forecast.Estimate{Value: math.Exp(g.log), Low: math.Exp(g.log - eighty*sd), High: math.Exp(g.log + eighty*sd)}
}

// toldEffects are the effects that matter to the reader: measured in the history, or
// expected within the future asked for.
func (in Input) toldEffects(effects []*effect) (out []forecast.CampaignEffect) {
	for _, e := range effects {
		if e != nil && (!e.told.Ahead || e.fades().After(in.Future.Start)) {
			out = append(out, e.told)
		}
	}
	return out
}
