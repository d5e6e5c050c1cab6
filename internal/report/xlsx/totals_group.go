package xlsx

import "fmt"

// byGroup is a row for each cost centre or team.
func (w *totalling) byGroup(title, none string, names []string, all pay, hour, costs int, of func(hourRow) int) {
	t := w.words.T
	w.section(title)
	first := w.row + 1
	var net, total float64
	for _, x := range w.m.flows {
		total += x.net
	}
	for n, name := range names {
		if name == "" {
			name = none
		}
		f, p := w.group(n+1, of)
		net += f.net
		key := "$" + cell(totalKey, w.row+1)
		sum := func(c int) string {
			return fmt.Sprintf("SUMIFS(%s,%s,%s)", w.hoursColumn(c), w.hoursColumn(hour), key)
		}
		at := func(k int) string { return cell(totalFlow+k, w.row+1) }
		formulas := make([]string, 13)
		formulas[5], formulas[7], formulas[9], formulas[10], formulas[11] = sum(hourNet), at(5)+"/(1-shrinkage)", sum(hourQueues), at(9)+"*(1-shrinkage)", at(10)+"-"+at(5)
		w.put(name, float64(n+1), "0", "period_days", f, float64(len(w.m.days)), w.ftes(formulas), p,
			[3]string{sum(hourPaid), sum(hourProductive), fmt.Sprintf("SUMIFS(%s,%s,%s)", w.costColumn(costTotal), w.costColumn(costs), key)}, false)
	}
	if len(names) == 0 {
		return
	}
	formulas := make([]string, 13)
	formulas[5] = fmt.Sprintf("%s-SUM(%s:%s)", cell(totalFlow+5, totalFirst), cell(totalFlow+5, first), cell(totalFlow+5, w.row))
	w.put(t("Required where nobody is rostered"), 0, "", "", flow{net: total - net}, 0, formulas, pay{}, [3]string{}, false)
	w.m.blocks = append(w.m.blocks, block{title, first, w.row})
}

// group is what a cost centre or team comes to.
func (w *totalling) group(n int, of func(hourRow) int) (f flow, p pay) {
	seen := map[int]bool{}
	for _, h := range w.m.rowsNow {
		if of(h) != n {
			continue
		}
		f.net += h.net
		f.rostered += h.queues
		p.add(pay{h.paid, h.productive, 0})
		seen[h.Agent] = true
	}
	for _, a := range w.m.agents {
		if seen[a] {
			p.cost += w.agentCost(a)
		}
	}
	if f.available = f.rostered * w.m.keep; w.m.keep > 0 {
		f.gross = f.net / w.m.keep
	}
	f.gap = f.available - f.net
	return f, p
}

// agentCost is what an agent is paid.
func (b *book) agentCost(agent int) float64 {
	id := b.plan.Input.Team.Agents[agent].ID
	for _, l := range b.plan.Cost.Agents {
		if l.Agent == id {
			return l.Total.InexactFloat64()
		}
	}
	return 0
}
