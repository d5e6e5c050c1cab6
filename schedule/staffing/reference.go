package staffing

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// compute is one model by name: from its parameters to its metrics.
type compute func(p *params) map[string]float64

// models lists what Compute knows.
var models = map[string]compute{
	"erlang_b":                erlangB,
	"erlang_b_real":           erlangBReal,
	"erlang_b_n":              erlangBN,
	"erlang_b_a":              erlangBA,
	"erlang_c":                erlangC,
	"erlang_c_n":              erlangCN,
	"erlang_a":                erlangA,
	"erlang_a_n":              erlangAN,
	"erlang_a_k":              erlangAK,
	"erlang_x":                erlangX,
	"chat_balanced":           chatBalanced,
	"chat_jsq":                chatJSQ,
	"chat_turns":              chatTurns,
	"erlang_r":                erlangR,
	"erlang_r_sin":            erlangRSin,
	"erlang_r_hourly":         erlangRHourly,
	"mol_sin":                 molSin,
	"mol_hourly":              molHourly,
	"isa_theta_eq_mu":         isaThetaEqMu,
	"mt_m_nt":                 mtMnt,
	"edf_min_capacity":        edfCapacity,
	"fluid_fifo":              fluidFIFO,
	"fifo_capacity_for_share": fifoCapacity,
	"blend_threshold":         blendThreshold,
	"blend_reserve_for_asa":   blendReserve,
	"blend_unequal":           blendUnequal,
	"blend_occupancy_cap":     blendOccupancyCap,
	"priority2":               priority2,
	"random_rate":             randomRate,
	"social_flow":             socialFlow,
	"campaign_decay":          campaignDecay,
	"shrinkage":               shrinkage,
	"halfin_whitt":            halfinWhitt,
	"garnett":                 garnett,
	"mgn_allen_cunneen":       allenCunneen,
	"pooling":                 pooling,
	"flex_loss":               flexLoss,
	"traffic_equations":       trafficEquations,
	"cover_24x7_week":         cover24x7,
}

// Models lists the names that Compute knows, sorted.
func Models() []string { return slices.Sorted(maps.Keys(models)) }

// Compute runs one model by name, for comparison with published figures. The parameters
// are written key=value and joined by ; with lists joined by |, such as
// "lambda_per_h=200;aht_s=180;n=14;T_s=20". Rates are per hour, times ending in _s seconds
// and in _h hours, loads erlangs, shares 0 to 1. The result holds each metric of the model.
// It fails on an unknown model and on a parameter that is missing, not a number or, where
// it is one that the model does not know, misspelt.
func Compute(model, parameters string) (map[string]float64, error) {
	f, ok := models[model]
	if !ok {
		return nil, fmt.Errorf("model %q: expected one of %s", model, strings.Join(Models(), ", "))
	}
	p := &params{values: map[string]string{}, used: map[string]bool{}}
	for _, pair := range strings.Split(parameters, ";") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			p.values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		} else if strings.TrimSpace(pair) != "" {
			return nil, fmt.Errorf("model %s: parameter %q: expected key=value", model, pair)
		}
	}
	out := f(p)
	for _, key := range slices.Sorted(maps.Keys(p.values)) {
		if !p.used[key] && p.err == nil {
			p.err = fmt.Errorf("parameter %q is not one of %s", key, strings.Join(slices.Sorted(maps.Keys(p.used)), ", "))
		}
	}
	if p.err != nil {
		return nil, fmt.Errorf("model %s: %w", model, p.err)
	}
	return out, nil
}

// params reads parameters and remembers the first fault.
type params struct {
	values map[string]string
	used   map[string]bool
	err    error
}

func (p *params) text(key string) string {
	p.used[key] = true
	return p.values[key]
}

func (p *params) has(key string) bool {
	_, ok := p.values[key]
	p.used[key] = true
	return ok
}

func (p *params) parse(key, text string, low, high float64) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if p.err == nil && (err != nil || !finite(x, low, high)) {
		p.err = fmt.Errorf("%s %q: expected a number from %v to %v", key, text, low, high)
	}
	if p.err != nil {
		return low
	}
	return x
}

// within is a number that must be given and lie within [low, high].
func (p *params) within(key string, low, high float64) float64 {
	return p.parse(key, p.text(key), low, high)
}

// optional is a number that may be left out.
func (p *params) optional(key string, low, high, missing float64) float64 {
	if !p.has(key) {
		return missing
	}
	return p.within(key, low, high)
}

func (p *params) rate() float64  { return p.within("lambda_per_h", 0, 1e9) }
func (p *params) aht() float64   { return p.within("aht_s", 1e-6, 1e9) }
func (p *params) time() float64  { return p.within("T_s", 0, 1e9) }
func (p *params) share() float64 { return p.within("share", 0, 1) }

// most is the greatest number of agents that a model is asked about: beyond what any team
// is staffed with, so that loads of 100,000 erlangs can be compared.
const most = 10_000_000

func (p *params) count(key string) int { return p.whole(key, 0, most) }

// whole is a number without a fraction.
func (p *params) whole(key string, low, high float64) int {
	x := p.within(key, low, high)
	if x != math.Trunc(x) {
		p.fail(fmt.Errorf("%s %v: expected a whole number", key, x))
	}
	return int(x)
}

// patience is 0 for inf, or where it is left out: nobody leaves.
func (p *params) patience() float64 {
	if !p.has("patience_s") {
		return 0
	}
	if x := p.within("patience_s", 1e-6, math.Inf(1)); !math.IsInf(x, 1) {
		return x
	}
	return 0
}

func (p *params) list(key string, low, high float64) []float64 {
	var out []float64
	for _, s := range strings.Split(p.text(key), "|") {
		out = append(out, p.parse(key, s, low, high))
	}
	return out
}

// day reads 24 rates, the handle time and hours such as 8-22 or 24h.
func (p *params) day() Day {
	d := Day{AHT: p.aht(), Close: 24}
	rates := p.list("rates", 0, 1e9)
	if len(rates) != 24 {
		p.fail(fmt.Errorf("rates: %d values: expected 24", len(rates)))
		return d
	}
	copy(d.Rates[:], rates)
	open := p.text("open")
	from, to, ok := strings.Cut(open, "-")
	if !ok {
		if open != "24h" && open != "" {
			p.fail(fmt.Errorf("open %q: expected 24h or hours such as 8-22", open))
		}
		return d
	}
	x, y := p.parse("open", from, 0, 24), p.parse("open", to, 0, 24)
	if d.Open, d.Close = int(x), int(y); x != math.Trunc(x) || y != math.Trunc(y) || x >= y {
		p.fail(fmt.Errorf("open %q: expected whole hours, the first before the second", open))
	}
	return d
}

func (p *params) goal() Goal {
	return Goal{
		Share: p.optional("sl", 0, 0.99999, 0), Within: p.optional("T_s", 0, 1e9, 0),
		MaxWait: p.optional("asa_max_s", 0, 1e9, 0), MaxAbandon: p.optional("pab_max", 0, 1, 0),
		MaxOccupancy: p.optional("occ_max", 0, 1, 0),
	}
}

func unknownMetric(model, metric string, metrics map[string]float64) error {
	return fmt.Errorf("model %s: metric %q: expected one of %s", model, metric, strings.Join(slices.Sorted(maps.Keys(metrics)), ", "))
}
