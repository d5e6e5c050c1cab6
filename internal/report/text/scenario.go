package text

import (
	"turno/plan/scenario"
)

// Option says what an option against a campaign is.
func (c Catalogue) Option(k scenario.OptionKind) string {
	switch k {
	case scenario.Overtime:
		return c.T("overtime")
	case scenario.Borrow:
		return c.T("borrow from live queues")
	case scenario.Loosen:
		return c.T("announce twice the time")
	case scenario.Move:
		return c.T("move the launch")
	case scenario.AutoReply:
		return c.T("automatic reply")
	}
	return string(k)
}

// Factor says what a sensitivity moves.
func (c Catalogue) Factor(f scenario.Factor) string {
	switch f {
	case scenario.FactorVolume:
		return c.T("volume")
	case scenario.FactorRange:
		return c.T("volume, 8 weeks in 10")
	case scenario.FactorAHT:
		return c.T("handle time")
	case scenario.FactorFlush:
		return c.T("flush")
	case scenario.FactorTurns:
		return c.T("replies a conversation")
	case scenario.FactorPivots:
		return c.T("moves between queues")
	case scenario.FactorShrinkage:
		return c.T("shrinkage")
	case scenario.FactorPace:
		return c.T("pace of the team")
	case scenario.FactorWage:
		return c.T("wages")
	case scenario.FactorPatience:
		return c.T("patience")
	case scenario.FactorTarget:
		return c.T("time of the targets")
	}
	return string(f)
}
