package html

import (
	"turno/plan/cost"
)

// costs is the pay by team, with its parts.
type costs struct {
	Currency string // empty where no wages are known
	Parts    []costPart
	Rows     []costRow
	Total    costRow
}

// costPart is a part of the total, along a scale of 100.
type costPart struct{ Name, Amount, Share, Class, From, Long string }

type costRow struct {
	Team, Hours string
	Amounts     []string // in the order of Parts
	Total       string
}

func (x *writer) costs() costs {
	p := x.plan
	total := p.Cost.Total
	if !total.Total.IsPositive() {
		return costs{}
	}
	out := costs{Currency: p.Input.Currency}
	names := x.CostParts()
	at := 0.0
	for i, amount := range total.Parts() {
		share := amount.Div(total.Total).InexactFloat64()
		out.Parts = append(out.Parts, costPart{
			names[i], x.Money(amount), x.T("%.1f %%", 100*share), class(i), hundredths(100 * at), hundredths(100 * share),
		})
		at += share
	}
	byTeam := map[string]cost.Line{}
	for _, l := range p.Cost.Agents {
		team := x.agents[l.Agent].Group
		byTeam[team] = byTeam[team].Add(l)
	}
	if len(byTeam) > 1 {
		for _, team := range x.teams() {
			out.Rows = append(out.Rows, x.costRow(team, byTeam[team]))
		}
	}
	out.Total = x.costRow(x.T("Total"), total)
	return out
}

func (x *writer) costRow(name string, l cost.Line) costRow {
	row := costRow{Team: name, Hours: x.tenth(l.PaidHours.InexactFloat64()), Total: x.Money(l.Total)}
	for _, a := range l.Parts() {
		row.Amounts = append(row.Amounts, x.Money(a))
	}
	return row
}
