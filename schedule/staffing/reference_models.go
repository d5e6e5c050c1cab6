package staffing

import (
	"fmt"
	"math"
	"strings"
)

func erlangB(p *params) map[string]float64 {
	return map[string]float64{"blocking": ErlangB(p.within("a", 0, 1e9), p.count("n"))}
}

func erlangBReal(p *params) map[string]float64 {
	return map[string]float64{"blocking": ErlangBReal(p.within("a", 0, 1e9), p.within("n", 0, 1e6))}
}

func erlangBN(p *params) map[string]float64 {
	return map[string]float64{"n": float64(ErlangBAgents(p.within("a", 1e-9, 1e6), p.within("target", 1e-12, 0.999999)))}
}

func erlangBA(p *params) map[string]float64 {
	return map[string]float64{"a": ErlangBLoad(p.count("n"), p.within("target", 1e-12, 0.999999))}
}

func erlangC(p *params) map[string]float64 {
	s := ErlangC(p.rate(), p.aht(), p.count("n"))
	out := map[string]float64{"pw": s.Wait, "sl": s.Served(p.time()), "asa_s": s.MeanWait, "occ": s.Occupancy, "lq": s.Queue, "p90_wait_s": s.WaitQuantile(0.9)}
	if s.Wait > 0 {
		out["wait_if_delayed_s"] = s.MeanWait / s.Wait
	}
	return out
}

func erlangCN(p *params) map[string]float64 {
	rate, aht, goal, lost := p.rate(), p.aht(), p.goal(), p.optional("shrinkage", 0, 0.99, 0)
	n := p.agents(goal, func(n int) Steady { return ErlangC(rate, aht, n) })
	return map[string]float64{"n": n, "scheduled": math.Ceil(n/(1-lost) - 1e-9)}
}

// agents is the least number that meets the goal, or a fault.
func (p *params) agents(goal Goal, model func(n int) Steady) float64 {
	n, ok := agentsUpTo(most, goal, model)
	if !ok {
		p.fail(fmt.Errorf("not even %d agents meet the goal", most))
	}
	return float64(n)
}

func erlangA(p *params) map[string]float64 {
	s, t := ErlangA(p.rate(), p.aht(), p.patience(), p.count("n")), p.time()
	return map[string]float64{
		"pw": s.Wait, "pab": s.Abandon, "wait_all_s": s.MeanWait, "asa_served_s": s.MeanWaitServed, "sl_served_per_offered": s.Served(t),
		"sl_wait_le_T": s.Waited(t), "sl_excl_short_ab": s.ServedOfPatient(t), "occ": s.Occupancy, "lq": s.Queue,
	}
}

func erlangAN(p *params) map[string]float64 {
	rate, aht, patience := p.rate(), p.aht(), p.patience()
	return map[string]float64{"n": p.agents(p.goal(), func(n int) Steady { return ErlangA(rate, aht, patience, n) })}
}

func chatBalanced(p *params) map[string]float64 {
	c, n := p.chat(), p.count("n")
	if float64(n)*float64(c.Slots) > 5*most {
		p.fail(fmt.Errorf("n %d with %d slots: expected at most %d chats at once", n, c.Slots, 5*most))
		return nil
	}
	s := c.Steady(n)
	out := chatMetrics(s)
	out["sl"] = s.Served(p.time())
	return out
}

func erlangR(p *params) map[string]float64 {
	s := ReturnDesk{PerHour: p.rate(), AHT: p.within("work_s", 1e-6, 1e9), Think: p.within("think_s", 0, 1e9), Return: p.returns()}.Steady(p.count("n"))
	return map[string]float64{
		"turns": s.Turns, "msgs_per_h": s.Messages, "needy_load": s.Load, "content_load": s.Thinking, "pw": s.Wait, "sl_turn": s.Served(p.time()),
		"reply_wait_s": s.MeanWait, "conv_s": s.Conversation, "open_conv": s.Open, "occ": s.Occupancy,
	}
}

func edfCapacity(p *params) map[string]float64 {
	return map[string]float64{"capacity": EDFCapacity(p.day(), p.within("T_h", 1e-6, 1e4))}
}

func fluidFIFO(p *params) map[string]float64 {
	day, capacity, t := p.day(), p.within("capacity", 1e-6, 1e9), p.within("T_h", 0, 1e4)
	if p.err != nil {
		return nil
	}
	f := FluidFIFO(day, capacity)
	if math.IsInf(f.Clear, 1) {
		p.fail(fmt.Errorf("capacity: so little that the work is never done"))
	}
	return map[string]float64{
		"backlog_max_h": f.BacklogMax, "mean_wall_h": f.MeanWall, "mean_biz_h": f.MeanOpen, "max_wall_h": f.MaxWall, "max_biz_h": f.MaxOpen,
		"within_T_wall": f.WithinWall(t), "within_T_biz": f.WithinOpen(t), "clear_h": math.Ceil(f.Clear - 1e-9), // the file counts whole hours
	}
}

func fifoCapacity(p *params) map[string]float64 {
	day, within, share := p.day(), p.within("T_h", 0, 1e4), p.share()
	if p.err != nil {
		return nil
	}
	return map[string]float64{"capacity": FIFOCapacity(day, within, share)}
}

func blendThreshold(p *params) map[string]float64 {
	aht := p.aht()
	b := Blend(p.rate(), aht, 0, p.count("n"), p.count("reserve"))
	return map[string]float64{"pw": b.Wait, "sl": b.Served(p.time()), "asa_s": b.MeanWait, "deferred_per_h": b.Deferred * hour / aht, "occ": b.Occupancy}
}

func blendReserve(p *params) map[string]float64 {
	aht := p.aht()
	r, b, ok := BlendReserve(p.rate(), aht, 0, p.count("n"), p.goal())
	if !ok {
		p.fail(fmt.Errorf("the live work alone does not meet the goal"))
	}
	return map[string]float64{"reserve": float64(r), "deferred_per_h": b.Deferred * hour / aht}
}

func blendOccupancyCap(p *params) map[string]float64 {
	rate, aht, deferred := p.rate(), p.aht(), p.within("deferred_load", 0, 1e6)
	goal := p.goal()
	limit := goal.MaxOccupancy
	goal.MaxOccupancy = 0
	n := p.agents(goal, func(n int) Steady { return ErlangC(rate, aht, n) })
	spare := limit*n - rate*aht/hour // below 0 where the live work alone is above the limit
	return map[string]float64{"n_live": n, "spare_load": spare, "extra_agents": math.Ceil(max(0, deferred-spare)/max(limit, 1e-9) - 1e-9)}
}

func randomRate(p *params) map[string]float64 {
	aht, patience, n, t := p.aht(), p.patience(), p.count("n"), p.time()
	var points []RatePoint
	for _, s := range strings.Split(p.text("points"), "|") {
		rate, probability, _ := strings.Cut(s, "@")
		points = append(points, RatePoint{p.parse("points", rate, 0, 1e9), p.parse("points", probability, 0, 1)})
	}
	return map[string]float64{
		"sl_served_per_offered": RandomRate(points, func(r float64) float64 { return ErlangA(r, aht, patience, n).Served(t) }),
		"pab":                   RandomRate(points, func(r float64) float64 { return ErlangA(r, aht, patience, n).Abandon }),
	}
}

func socialFlow(p *params) map[string]float64 {
	s := SocialFlow{Posts: p.within("posts_per_h", 0, 1e9), Flush: p.within("flush", 0, 1), Triage: p.within("triage_s", 0, 1e9), Turns: p.within("turns", 0, 1e6), AHT: p.within("aht_turn_s", 0, 1e9)}
	chat, voice := s.Care()*p.optional("to_chat", 0, 1, 0), s.Care()*p.optional("to_voice", 0, 1, 0)
	total := s.TriageLoad() + s.ReplyLoad() + (chat*p.optional("chat_aht_s", 0, 1e9, 0)+voice*p.optional("voice_aht_s", 0, 1e9, 0))/hour
	return map[string]float64{"care_per_h": s.Care(), "triage_load": s.TriageLoad(), "reply_load": s.ReplyLoad(), "chat_per_h": chat, "voice_per_h": voice, "total_load": total}
}

func campaignDecay(p *params) map[string]float64 {
	base, multiple, half := p.within("base_per_h", 0, 1e9), p.within("multiple", 0, 1e6), p.within("half_life_h", 1e-6, 1e6)
	return map[string]float64{"extra_posts": BurstPosts(base, multiple, half, int(p.within("hour", 0, 1e6))), "extra_posts_total": BurstTotal(base, multiple, half)}
}

func shrinkage(p *params) map[string]float64 {
	parts := p.list("parts", 0, 1)
	var sum float64
	for _, x := range parts {
		sum += x
	}
	return map[string]float64{"additive": sum, "compound": Shrinkage(parts...)}
}
