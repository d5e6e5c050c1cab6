package staffing

import (
	"fmt"
	"math"
	"strings"
)

// fail remembers a fault unless there is one.
func (p *params) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// rates24 reads 24 hourly rates.
func (p *params) rates24(key string) []float64 {
	out := p.list(key, 0, 1e9)
	if len(out) != 24 {
		p.fail(fmt.Errorf("%s: %d values: expected 24", key, len(out)))
		return make([]float64, 24)
	}
	return out
}

// hourOfDay reads hour=0..23.
func (p *params) hourOfDay() int { return p.whole("hour", 0, 23) }

// turnable is a p_return.
func (p *params) returns() float64 { return p.within("p_return", 0, 1-1e-9) }

func (p *params) wave() Wave {
	return Wave{Mean: p.within("lambda_bar_per_h", 0, 1e9), Swing: p.within("kappa", 0, 1e3), Period: p.within("period_h", 1e-9, 1e9)}
}

func (p *params) mu(key string) float64 { return p.within(key, 1e-9, 1e9) }

func erlangRSin(p *params) map[string]float64 {
	w, mu := p.wave(), p.mu("mu_per_h")
	r := ReturnDesk{AHT: hour / mu, Think: hour / p.mu("delta_per_h"), Return: p.returns()}
	e, t := r.WaveLoad(w), p.within("t_h", -1e9, 1e9)
	return map[string]float64{"avg_load": e.Average, "amp_load": e.Amplitude, "lag_h": e.Lag, "load_t": e.At(t), "psa_load_t": w.At(t) / ((1 - r.Return) * mu)}
}

func erlangRHourly(p *params) map[string]float64 {
	rates, h := p.rates24("rates"), p.hourOfDay()
	r := ReturnDesk{AHT: p.within("work_s", 1e-6, 1e9), Think: p.within("think_s", 1e-6, 1e9), Return: p.returns()}
	l := r.Loads(rates)
	return map[string]float64{
		"needy_load_end": l.WorkEnd[h], "content_load_end": l.ThinkEnd[h], "needy_load_avg": l.WorkMean[h], "content_load_avg": l.ThinkMean[h],
		"sipp_load": rates[h] / (1 - r.Return) * r.AHT / hour,
	}
}

func molSin(p *params) map[string]float64 {
	w, mu, t := p.wave(), p.mu("mu_per_h"), p.within("t_h", -1e9, 1e9)
	e := w.OfferedLoad(mu)
	return map[string]float64{"load_t": e.At(t), "psa_load_t": w.At(t) / mu, "lag_h": e.Lag, "amp_load": e.Amplitude, "avg_load": e.Average}
}

func molHourly(p *params) map[string]float64 {
	rates, aht, h := p.rates24("rates"), p.aht(), p.hourOfDay()
	end, mean := OfferedLoads(rates, aht)
	return map[string]float64{"load_end": end[h], "load_avg": mean[h], "sipp_load": rates[h] * aht / hour, "n_sqrt_beta1_avg": float64(SquareRoot(mean[h], 1))}
}

func isaThetaEqMu(p *params) map[string]float64 {
	return map[string]float64{"n": float64(PoissonAgents(p.within("load", 0, 1e7), p.within("alpha", 1e-12, 1)))}
}

func mtMnt(p *params) map[string]float64 {
	v := Varying{Rates: p.rates24("rates"), AHT: p.aht(), Patience: p.patience()}
	for _, x := range p.rates24("staff") {
		if x != math.Trunc(x) {
			p.fail(fmt.Errorf("staff %v: expected whole numbers", x))
		}
		v.Staff = append(v.Staff, int(x))
	}
	if p.err != nil {
		return nil
	}
	s, err := v.Steady()
	if err != nil {
		p.fail(err)
	}
	return map[string]float64{"pw": s.Wait, "wait_all_s": s.MeanWait, "pab": s.Abandon, "occ": s.Occupancy}
}

func blendUnequal(p *params) map[string]float64 {
	rate, aht, job, n, reserve := p.rate(), p.within("aht1_s", 1e-6, 1e9), p.within("aht2_s", 1e-6, 1e9), p.count("n"), p.count("reserve")
	if p.err != nil {
		return nil
	}
	s, err := BlendUnequal(rate, aht, job, n, reserve)
	if err != nil {
		p.fail(err)
	}
	return map[string]float64{"pw": s.Wait, "asa_s": s.MeanWait, "deferred_per_h": s.Deferred * hour / job, "occ": s.Occupancy}
}

func priority2(p *params) map[string]float64 {
	w1, w2 := Priority2(p.within("lambda1_per_h", 0, 1e9), p.within("lambda2_per_h", 0, 1e9), p.aht(), p.count("n"))
	return map[string]float64{"wait1_s": w1, "wait2_s": w2}
}

func halfinWhitt(p *params) map[string]float64 {
	if p.has("alpha") {
		return map[string]float64{"beta": HalfinWhittBeta(p.within("alpha", 1e-300, 1))}
	}
	return map[string]float64{"pw": HalfinWhitt(p.within("beta", -1e6, 1e6))}
}

func garnett(p *params) map[string]float64 {
	return map[string]float64{"pw": Garnett(p.within("beta", -1e6, 1e6), p.within("theta_over_mu", 0, 1e9))}
}

func allenCunneen(p *params) map[string]float64 {
	return map[string]float64{"asa_s": AllenCunneen(p.rate(), p.aht(), p.count("n"), p.within("ca2", 0, 1e6), p.within("cs2", 0, 1e6))}
}

func pooling(p *params) map[string]float64 {
	rates, aht, goal := p.list("lambdas_per_h", 0, 1e9), p.aht(), p.goal()
	least := func(rate float64) float64 {
		return p.agents(goal, func(n int) Steady { return ErlangC(rate, aht, n) })
	}
	var dedicated, all float64
	for _, r := range rates {
		dedicated += least(r)
		all += r
	}
	return map[string]float64{"n_dedicated": dedicated, "n_pooled": least(all)}
}

func flexLoss(p *params) map[string]float64 {
	a1, a2, n1, n2, flex := p.within("a1", 0, 1e9), p.within("a2", 0, 1e9), p.count("n1"), p.count("n2"), p.count("nflex")
	if p.err != nil {
		return nil
	}
	b1, b2, err := FlexLoss(a1, a2, n1, n2, flex)
	if err != nil {
		p.fail(err)
	}
	return map[string]float64{"block1": b1, "block2": b2}
}

func trafficEquations(p *params) map[string]float64 {
	gamma := p.list("gamma", 0, 1e12)
	var routing [][]float64
	for _, row := range strings.Split(p.text("routing"), "/") {
		var shares []float64
		for _, s := range strings.Split(row, "|") {
			shares = append(shares, p.parse("routing", s, 0, 1e6))
		}
		routing = append(routing, shares)
	}
	if len(gamma) > 500 {
		p.fail(fmt.Errorf("gamma: %d stations: expected at most 500", len(gamma)))
	}
	if p.err != nil {
		return nil
	}
	flow, err := Traffic(gamma, routing)
	if err != nil {
		p.fail(err)
	}
	out := map[string]float64{}
	for i, x := range flow {
		out[fmt.Sprintf("lambda_%d", i)] = x
	}
	return out
}

func cover24x7(p *params) map[string]float64 {
	c := RoundTheClock{
		Seats: p.within("seats", 0, 1e9), ContractHours: p.within("contract_week_h", 1e-6, 168), Shrinkage: p.within("shrinkage", 0, 0.999999),
		HourlyCost: p.optional("hourly_cost", 0, 1e9, 0), Night: p.optional("night_premium", 0, 1e3, 0), Sunday: p.optional("sunday_premium", 0, 1e3, 0),
		NightFrom: 22, NightTo: 6,
	}
	if p.has("night") {
		from, to, _ := strings.Cut(p.text("night"), "-")
		c.NightFrom, c.NightTo = p.parse("night", from, 0, 24), p.parse("night", to, 0, 24)
	}
	added, highest := c.Cost()
	return map[string]float64{"fte": c.FTE(), "paid_h": c.PaidHours(), "cost_cumulative": added, "cost_highest_only": highest}
}

func erlangAK(p *params) map[string]float64 {
	r := ErlangAK(p.rate(), p.aht(), p.patience(), p.count("n"), p.whole("K", 0, 1e7))
	return map[string]float64{"p_block": r.Block, "pw_offered": r.Wait, "pab_offered": r.Abandon, "lq": r.Queue, "occ": r.Occupancy}
}

func erlangX(p *params) map[string]float64 {
	x := ErlangX(p.rate(), p.aht(), p.patience(), p.count("n"), p.within("redial", 0, 1))
	if !x.Settled {
		p.fail(fmt.Errorf("redial: all who leave come back and the agents cannot do the work: the attempts grow without end"))
	}
	return map[string]float64{"total_per_h": x.Total, "pab_attempt": x.Abandon, "lost_share": x.Lost, "pw": x.Wait}
}

func (p *params) chat() ChatDesk {
	return ChatDesk{PerHour: p.rate(), AHT: p.within("aht1_s", 1e-6, 1e9), Slots: p.whole("slots", 1, 1000), Inflation: p.within("inflation", 0, 100), Patience: p.patience()}
}

func chatJSQ(p *params) map[string]float64 {
	c, n := p.chat(), p.count("n")
	if p.err != nil {
		return nil
	}
	s, err := c.Shortest(n)
	if err != nil {
		p.fail(err)
	}
	out := chatMetrics(s)
	if p.has("T_s") {
		out["sl"] = s.Served(p.time())
	}
	return out
}

func chatMetrics(s ChatSteady) map[string]float64 {
	return map[string]float64{
		"pw": s.Wait, "wait_all_s": s.MeanWait, "pab": s.Abandon, "mean_concurrency": s.Concurrency,
		"agent_busy": s.Occupancy, "slot_occ": s.SlotOccupancy, "mean_chat_s": s.ChatTime,
	}
}

func chatTurns(p *params) map[string]float64 {
	s := TurnDesk{Work: p.within("work_s", 1e-9, 1e9), Think: p.within("think_s", 0, 1e9), Turns: p.within("turns", 1, 1e9), Chats: p.whole("k", 1, 1e6)}.Steady()
	return map[string]float64{
		"agent_util": s.Busy, "msgs_per_h": s.Messages, "reply_s": s.Reply, "reply_wait_s": s.Wait, "chat_s": s.ChatTime, "inflation": s.Inflation, "chats_per_h": s.Chats,
	}
}
