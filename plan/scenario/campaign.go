package scenario

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"turno/forecast"
)

// AddCampaign adds an activity of our own. What past campaigns of its kind did corrects
// what it states, as for every campaign.
type AddCampaign struct{ forecast.Campaign }

// Kind implements Change.
func (AddCampaign) Kind() Kind { return KindCampaign }

func (c AddCampaign) apply(d *draft) error {
	queues, err := d.forecastOf(c.Queues)
	if err != nil {
		return fmt.Errorf("campaign %s: %w", c.Name, err)
	}
	add := c.Campaign
	add.Queues = queues
	d.Campaigns = append(slices.Clone(d.Campaigns), add)
	return nil
}

// forecastOf names the queues of the input whose work those of the names do: the forecaster
// knows only these. It fails where that would concern others too, for a queue was split.
func (d *draft) forecastOf(names []string) ([]string, error) {
	for _, name := range names {
		if _, err := d.queue(name); err != nil {
			return nil, err
		}
	}
	var out []string
	for _, q := range d.was.Queues {
		now := renamed([]string{q.Name}, d.now)
		concerned := slices.DeleteFunc(slices.Clone(now), func(n string) bool { return !slices.Contains(names, n) })
		if n := len(concerned); n > 0 && n < len(now) {
			return nil, fmt.Errorf("%s is a part of %s, which is forecast as a whole: expected all of %s", concerned[0], q.Name, strings.Join(now, ", "))
		} else if n > 0 {
			out = append(out, q.Name)
		}
	}
	return out, nil
}

// MoveCampaign moves every campaign of the name.
type MoveCampaign struct {
	Name string
	By   time.Duration // later; negative is earlier
}

// Kind implements Change.
func (MoveCampaign) Kind() Kind { return KindMoveCampaign }

func (c MoveCampaign) apply(d *draft) error {
	return d.campaign(c.Name, func(f *forecast.Campaign) error {
		*f = moved(*f, c.By)
		return nil
	})
}

// moved is the campaign so much later.
func moved(c forecast.Campaign, by time.Duration) forecast.Campaign {
	c.Start = c.Start.Add(by)
	if !c.End.IsZero() {
		c.End = c.End.Add(by)
	}
	return c
}

// BoostCampaign multiplies the stated uplift of every campaign of the name.
type BoostCampaign struct {
	Name  string
	Times float64
}

// Kind implements Change.
func (BoostCampaign) Kind() Kind { return KindBoost }

func (c BoostCampaign) apply(d *draft) error {
	return d.campaign(c.Name, func(f *forecast.Campaign) error {
		if f.Uplift <= 0 {
			return fmt.Errorf("campaign %s states no uplift that could be multiplied: expected one in turno.yaml", c.Name)
		}
		f.Uplift *= c.Times
		return nil
	})
}

// DropCampaign takes every campaign of the name away. One that is in the history is then
// forgotten as a campaign, too.
type DropCampaign struct{ Name string }

// Kind implements Change.
func (DropCampaign) Kind() Kind { return KindDrop }

func (c DropCampaign) apply(d *draft) error {
	before := len(d.Campaigns)
	d.Campaigns = slices.DeleteFunc(slices.Clone(d.Campaigns), func(f forecast.Campaign) bool { return f.Name == c.Name })
	if len(d.Campaigns) == before {
		return fmt.Errorf("%q is not a campaign", c.Name)
	}
	return nil
}

// campaign changes every campaign of the name.
func (d *draft) campaign(name string, change func(*forecast.Campaign) error) error {
	d.Campaigns = slices.Clone(d.Campaigns)
	found := false
	for i := range d.Campaigns {
		if d.Campaigns[i].Name == name {
			found = true
			if err := change(&d.Campaigns[i]); err != nil {
				return err
			}
		}
	}
	if !found {
		return fmt.Errorf("%q is not a campaign", name)
	}
	return nil
}

// outside is when the first campaign begins that the changes are about, before them and after,
// where none acts within the period.
func (d *draft) outside() (at time.Time) {
	for _, c := range d.made {
		var name string
		switch x := c.(type) {
		case AddCampaign:
			name = x.Name
		case MoveCampaign:
			name = x.Name
		case BoostCampaign:
			name = x.Name
		case DropCampaign:
			name = x.Name
		default:
			continue
		}
		for _, f := range slices.Concat(d.was.Campaigns, d.Campaigns) {
			if f.Name != name {
				continue
			}
			if f.Start.Before(d.Period.End()) && fadesOut(f).After(d.Period.Start) {
				return time.Time{}
			}
			if at.IsZero() || f.Start.Before(at) {
				at = f.Start
			}
		}
	}
	return at
}
