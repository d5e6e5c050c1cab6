package main

import (
	"hash/fnv"
	"math/rand/v2"
	"time"

	"turno/forecast/calendar"
)

// step is the resolution at which contacts are drawn before they are counted by the hour.
const step = 10 * time.Minute

// stepHours is step in hours.
const stepHours = float64(step) / float64(time.Hour)

// warmup is lived through before the history begins, so that orders placed then arrive
// in it.
const warmup = 21 * 24 * time.Hour

// world is everything that makes one sample.
type world struct {
	name       string
	seed       uint64
	zone       string
	country    string
	holidays   map[string]string // corrections, as in turno.yaml
	start, end string            // first and last day of the history
	growth     float64           // of the customer base, a year
	season     []knot            // multiple of usual activity by date
	rain       rain
	behaviours []behaviour
	queues     []queue
	triggers   []trigger
	campaigns  []campaign
	incidents  incidents
	outages    []hole // counted as zero
	gaps       []hole // not recorded at all

	offsets   bool // write RFC 3339 instead of local time
	semicolon bool // separate columns by semicolon, as spreadsheets do where decimals have commas
	gz        bool // compress the history

	exam exam
}

// knot is one point of a curve by date; between points it is linear.
type knot struct {
	date  string
	value float64
}

// queue is one stream of contacts.
type queue struct {
	name      string
	live      bool               // chat, voice: counted only while open
	hours     calendar.Hours     // of live queues
	weekly    float64            // spontaneous contacts of an ordinary week at the end of the history
	share     map[string]float64 // of those contacts, by behaviour; adds up to 1
	topics    float64            // mean of the attention that topics add, as a share of the usual
	branching float64            // contacts that one contact sets off
	kernel    float64            // hours after which they come, on average
	sparks    float64            // a day: posts of people with a large following
	shifts    []shift
	kinds     mix     // of ordinary contacts
	campaign  mix     // of those that campaigns bring
	viral     mix     // of those that others set off
	leave     float64 // of live contacts, the share that leaves unanswered in a usual hour
}

// shift is a lasting change of level.
type shift struct {
	at     string
	factor float64
	cause  string
}

// hole is a stretch of history with a fault; no queues means all.
type hole struct {
	from, to string
	queues   []string
	cause    string
}

// source is the random source for one purpose; purposes do not disturb each other.
func (w world) source(purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(w.name + "/" + purpose))
	return rand.New(rand.NewPCG(w.seed, h.Sum64()))
}

// place is a world with its calendar and its grid of steps, warm-up included.
type place struct {
	world
	cal  *calendar.Calendar
	grid calendar.Grid
	from int // first step of the history
}

func (w world) settle() (place, error) {
	zone, err := time.LoadLocation(w.zone)
	if err != nil {
		return place{}, err
	}
	extra := map[calendar.Date]string{}
	for day, name := range w.holidays {
		extra[date(day)] = name
	}
	cal, err := calendar.New(zone, w.country, extra)
	if err != nil {
		return place{}, err
	}
	start := date(w.start).In(zone)
	grid, err := calendar.NewGrid(start.Add(-warmup), date(w.end).Add(1).In(zone), step)
	if err != nil {
		return place{}, err
	}
	return place{world: w, cal: cal, grid: grid, from: grid.Index(start)}, nil
}

// date reads a date that is part of this program.
func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// at reads a local time that is part of this program.
func (p place) at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, p.cal.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// curve reads the knots as one value per step: 1 without knots, flat beyond them.
func (p place) curve(knots []knot) []float64 {
	out := make([]float64, p.grid.N)
	for i := range out {
		out[i] = 1
	}
	for k, to := range knots {
		from, until := 0, p.index(to.date)
		if k > 0 {
			from = p.index(knots[k-1].date)
		}
		for i := max(from, 0); i < p.grid.N; i++ {
			out[i] = to.value
			if k > 0 && i < until {
				out[i] -= (to.value - knots[k-1].value) * float64(until-i) / float64(until-from)
			}
		}
	}
	return out
}

// index is the first step of a date.
func (p place) index(day string) int { return p.grid.Index(date(day).In(p.cal.Zone)) }
