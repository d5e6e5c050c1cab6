package text

import "turno/plan/cost"

// Premium is the name of a premium.
func (c Catalogue) Premium(k cost.Premium) string {
	switch k {
	case cost.Night:
		return c.T("Night")
	case cost.Saturday:
		return c.T("Saturday")
	case cost.Sunday:
		return c.T("Sunday")
	case cost.Holiday:
		return c.T("Holiday")
	}
	return c.T("Overtime")
}

// CostParts names the parts of a cost in the order of cost.Line.Parts.
func (c Catalogue) CostParts() []string {
	names := []string{c.T("Base")}
	for _, k := range cost.Shown() {
		names = append(names, c.Premium(k))
	}
	return names
}
