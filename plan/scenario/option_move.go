package scenario

import (
	"context"
	"slices"
	"time"

	"turno/forecast"
)

// launches are the hours by which a launch is moved to see whether that helps.
var launches = []int{-24, -12, -9, -6, -3, 3, 6, 9, 12, 24}

// move starts the campaign at another hour: of those tried, the one that saves most. The
// multiple of the usual volume that the forecast sees in it, hour by hour, moves with it.
// Moving helps as long as neither launch has come.
func (s *strike) move(ctx context.Context) (Option, error) {
	best := Option{Kind: Move, Begun: s.from, Figures: s.nothing.Figures}
	var last time.Time
	for _, k := range launches {
		by := time.Duration(k) * time.Hour
		start := s.campaign.Start.Add(by)
		if start.Before(s.Period.Start) || s.to.Add(by).After(s.Period.End()) || start.Before(s.Now) {
			continue
		}
		profiles, err := s.shifted(by)
		if err != nil {
			return best, err
		}
		o, err := s.with(ctx, s.held.Roster.Roster, profiles)
		if err != nil {
			return best, err
		}
		if !o.Helps() {
			continue
		}
		decide := start
		if s.campaign.Start.Before(start) {
			decide = s.campaign.Start
		}
		if decide = decide.Add(-time.Minute).Truncate(time.Hour); decide.After(last) {
			last = decide
		}
		if o.Saved.Mean > best.Saved.Mean {
			o.Kind, o.Begun, o.To = Move, decide, start
			best = o
		}
	}
	best.LastHour = last
	return best, nil
}

// shifted is the profiles with what the scenario adds to the base's volume so much later.
func (s *strike) shifted(by time.Duration) ([]forecast.Profile, error) {
	profiles := slices.Clone(s.held.Profiles)
	for i, p := range profiles {
		k := slices.IndexFunc(s.base.plan.Profiles, func(b forecast.Profile) bool { return b.Volume.Queue == p.Volume.Queue })
		if k < 0 {
			continue // merged or split: its usual volume is not known
		}
		usual := s.base.plan.Profiles[k].Volume
		var list []forecast.Override
		for at, m := range p.Volume.Mean {
			b := usual.Mean[at]
			from := usual.Grid.Index(usual.Grid.At(at).Add(-by))
			if m <= 0 {
				continue
			}
			times := 1.0
			if from >= 0 && from < usual.Grid.N && usual.Mean[from] > 0 {
				times = p.Volume.Mean[from] / usual.Mean[from]
			}
			if x := times * b / m; x != 1 {
				list = append(list, forecast.Override{From: usual.Grid.At(at), To: usual.Grid.At(at + 1), Op: forecast.Times, Value: x})
			}
		}
		profiles[i].Volume = p.Volume.Override(list...)
	}
	return profiles, nil
}
