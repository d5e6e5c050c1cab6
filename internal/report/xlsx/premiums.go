package xlsx

import (
	"fmt"
	"strings"

	"turno/plan/cost"
	"turno/plan/lever"
)

// weights says for every contract and premium on which time it is paid: one column for each
// meeting of premiums that occurs in the roster. These are the formulas of the switch.
func (b *book) weights(s *sheet, row int) int {
	t, m := b.words.T, b.model
	s.text(1, row, t("Which premiums are paid where several meet (1: paid). Follows the switch of the contract; of equal premiums the first in the order holiday, Sunday, Saturday, night, overtime is the highest."), b.note())
	row++
	s.headers(row, t("Contract"), t("Premium"))
	for k, set := range m.ledger.Sets {
		s.text(3+k, row, b.setName(set), b.header())
	}
	for _, c := range lever.Contracts(b.plan.Input.Team) {
		pay := b.plan.Input.Team.Contracts[c].Pay
		for _, premium := range cost.Premiums() {
			row++
			s.text(1, row, c, 0)
			s.text(2, row, b.words.Premium(premium), 0)
			for k, set := range m.ledger.Sets {
				s.formula(3+k, row, m.weight(c, set, premium), weightOf(set.Pays(premium, pay)), "0")
			}
			name := m.names.New("paid_" + m.lever(lever.OfPremium(premium), c))
			s.named(name, 3, row, 2+len(m.ledger.Sets), row)
			m.paid[paidKey{c, premium}] = name
		}
	}
	return row
}

type paidKey struct {
	contract string
	premium  cost.Premium
}

func weightOf(paid bool) float64 {
	if paid {
		return 1
	}
	return 0
}

// weight is the formula of whether a premium is paid on time that the set touches.
func (m *model) weight(contract string, set cost.Set, k cost.Premium) string {
	if !set.Has(k) {
		return "0*" + m.lever(lever.OfPremium(k), contract)
	}
	var tests []string
	own := m.lever(lever.OfPremium(k), contract)
	for _, o := range cost.Premiums() {
		if o == k || !set.Has(o) {
			continue
		}
		sign := ">"
		if o > k {
			sign = ">="
		}
		tests = append(tests, own+sign+m.lever(lever.OfPremium(o), contract))
	}
	if len(tests) == 0 {
		return fmt.Sprintf("IF(%s=\"%s\",1,1)", m.lever(lever.Highest, contract), highestPremiums)
	}
	return fmt.Sprintf("IF(%s=\"%s\",IF(AND(%s),1,0),1)", m.lever(lever.Highest, contract), highestPremiums, strings.Join(tests, ","))
}

func (b *book) setName(set cost.Set) string {
	var names []string
	for _, k := range cost.Premiums() {
		if set.Has(k) {
			names = append(names, b.words.Premium(k))
		}
	}
	if len(names) == 0 {
		return b.words.T("No premium")
	}
	return strings.Join(names, " + ")
}
