package staffing_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// 200 calls an hour of three minutes with 14 agents.
func ExampleErlangC() {
	s := staffing.ErlangC(200, 180, 14)
	fmt.Printf("%.1f %% wait, %.1f %% answered in 20 s, mean wait %.1f s\n", 100*s.Wait, 100*s.Served(20), s.MeanWait)
	// Output: 17.4 % wait, 88.8 % answered in 20 s, mean wait 7.8 s
}

// Callers who leave after five minutes on average shorten the queue for the others.
func ExampleErlangA() {
	s := staffing.ErlangA(200, 180, 300, 14)
	fmt.Printf("%.1f %% leave, %.1f %% answered in 20 s\n", 100*s.Abandon, 100*s.Served(20))
	// Output: 1.4 % leave, 91.7 % answered in 20 s
}

// Trap 1: chat is not Erlang C with the handle time divided by the slots.
func ExampleChatDesk() {
	goal := staffing.Goal{Share: 0.8, Within: 60}
	naive, _ := staffing.Agents(goal, func(n int) staffing.Steady { return staffing.ErlangC(60, 600.0/3, n) })
	desk := staffing.ChatDesk{PerHour: 60, AHT: 600, Slots: 3, Inflation: 0.3}
	exact, _ := staffing.Agents(goal, func(n int) staffing.Steady { return desk.Steady(n).Steady })
	fmt.Printf("Erlang C on AHT/slots: %d agents, of whom %.0f %% of chats get an answer in time\n", naive, 100*desk.Steady(naive).Served(60))
	fmt.Printf("exact: %d agents, %.0f %%\n", exact, 100*desk.Steady(exact).Served(60))
	// Output:
	// Erlang C on AHT/slots: 5 agents, of whom 0 % of chats get an answer in time
	// exact: 7 agents, 94 %
}

// Trap 2: work that fills the pauses of live agents is not free.
func ExampleBlend() {
	load := 200.0 * 180 / 3600
	usual := staffing.FillToCap(14, load, 0.95)
	filled := staffing.Blend(200, 180, 0, 14, 2)
	kept, exact, _ := staffing.BlendReserve(200, 180, 0, 14, staffing.Goal{Share: 0.8, Within: 20})
	fmt.Printf("fill to 95 %%: %.1f erlangs promised; at %.2f voice falls to %.1f %%\n", usual, filled.Deferred, 100*filled.Served(20))
	fmt.Printf("a reserve of %d idle agents keeps %.1f %% and does %.2f erlangs\n", kept, 100*exact.Served(20), exact.Deferred)
	// Output:
	// fill to 95 %: 3.3 erlangs promised; at 3.25 voice falls to 66.6 %
	// a reserve of 4 idle agents keeps 80.2 % and does 2.12 erlangs
}

// Trap 3: work that may wait is levelled over its window.
func ExampleEDFCapacity() {
	day := staffing.Day{AHT: 420, Close: 24}
	copy(day.Rates[:], dayRates)
	fmt.Printf("peak %.2f erlangs\n", 80*420/3600.0)
	for _, within := range []float64{1, 4, 24} {
		fmt.Printf("%2.0f h: %.2f agents\n", within, staffing.EDFCapacity(day, within))
	}
	// Output:
	// peak 9.33 erlangs
	//  1 h: 7.39 agents
	//  4 h: 6.04 agents
	// 24 h: 5.31 agents
}

// Trap 4: conversations return. A spike at noon, 3 minutes a reply, six customers of ten
// write again after an hour: the whole conversation is not work of its first hour.
func ExampleReturnDesk() {
	rates := slices.Clone(dayRates)
	copy(rates[12:], []float64{310, 190, 120, 90, 80})
	desk := staffing.ReturnDesk{AHT: 180, Think: 3600, Return: 0.6}
	loads := desk.Loads(rates)
	for h := 11; h < 18; h++ {
		fmt.Printf("%d h: in the hour of arrival %4.1f erlangs, right %4.1f\n", h, rates[h]*2.5*180/3600, loads.WorkMean[h])
	}
	// Output:
	// 11 h: in the hour of arrival  8.5 erlangs, right  7.1
	// 12 h: in the hour of arrival 38.8 erlangs, right 21.6
	// 13 h: in the hour of arrival 23.8 erlangs, right 20.5
	// 14 h: in the hour of arrival 15.0 erlangs, right 17.3
	// 15 h: in the hour of arrival 11.2 erlangs, right 14.7
	// 16 h: in the hour of arrival 10.0 erlangs, right 13.0
	// 17 h: in the hour of arrival  9.0 erlangs, right 11.5
}

// Trap 4 again, as the requirement of a queue counts it: each reply in the hour in which its
// message comes.
func ExampleRequire() {
	zone := time.UTC
	start := time.Date(2026, 11, 2, 0, 0, 0, 0, zone)
	grid := calendar.Grid{Start: start, Step: time.Hour, N: 24}
	queue := schedule.Queue{Name: "social-it", Channel: skills.Social, Hours: calendar.Always(),
		Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
	volume := forecast.Volume{Queue: queue.Name, Grid: grid, Mean: make([]float64, grid.N)}
	volume.Mean[12] = 100
	work := forecast.Stream{Share: forecast.Constant(1, 0), Turns: forecast.Constant(2, 0), AHT: forecast.Constant(300, 0), Think: forecast.Constant(7200, 0)}
	demand := staffing.Demand{Queue: queue, Profile: forecast.Profile{Volume: volume, Streams: []forecast.Stream{work}}}
	req, _, err := staffing.Require(context.Background(), grid, calendar.Plain(zone), []staffing.Demand{demand}, staffing.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range req.Deferrable[0].Work {
		if w.Arrive >= 12 && w.Arrive < 17 {
			fmt.Printf("%d h: %5.1f replies, %4.2f agent hours\n", w.Arrive, w.Contacts, w.Hours)
		}
	}
	// Output:
	// 12 h: 112.0 replies, 9.33 agent hours
	// 13 h:  19.4 replies, 1.62 agent hours
	// 14 h:  15.2 replies, 1.26 agent hours
	// 15 h:  11.8 replies, 0.99 agent hours
	// 16 h:   9.2 replies, 0.77 agent hours
}

// Trap 6: bursts. In nine weeks of ten an hour brings 40 calls, in the tenth 300. The mean
// of 66 fits no week; the median forgets the tenth. Staff the usual week and know the risk.
func ExampleRandomRate_bursts() {
	points := []staffing.RatePoint{{PerHour: 40, Probability: 0.9}, {PerHour: 300, Probability: 0.1}}
	goal := staffing.Goal{Share: 0.8, Within: 20}
	for _, week := range []struct {
		name    string
		perHour float64
	}{{"median", 40}, {"mean", 66}, {"burst", 300}} {
		n, _ := staffing.Agents(goal, func(n int) staffing.Steady { return staffing.ErlangA(week.perHour, 180, 300, n) })
		in := func(perHour float64) float64 { return 100 * staffing.ErlangA(perHour, 180, 300, n).Served(20) }
		fmt.Printf("for the %s %2d agents: %.0f %% in time in a usual week, %.0f %% in a burst, busy %.0f %% and %.0f %%\n", week.name, n, in(40), in(300),
			100*staffing.ErlangA(40, 180, 300, n).Occupancy, 100*staffing.ErlangA(300, 180, 300, n).Occupancy)
	}
	n, _ := staffing.Agents(goal, func(n int) staffing.Steady { return staffing.ErlangA(40, 180, 300, n) })
	fmt.Printf("over all customers the median's agents answer %.0f %% in time\n", 100*staffing.RandomRate(points, func(rate float64) float64 {
		return staffing.ErlangA(rate, 180, 300, n).Served(20)
	}))
	// Output:
	// for the median  4 agents: 88 % in time in a usual week, 0 % in a burst, busy 49 % and 100 %
	// for the mean  5 agents: 96 % in time in a usual week, 0 % in a burst, busy 40 % and 100 %
	// for the burst 18 agents: 100 % in time in a usual week, 84 % in a burst, busy 11 % and 81 %
	// over all customers the median's agents answer 48 % in time
}

// Trap 5: the service at the mean rate is not the mean service.
func ExampleRandomRate() {
	points := []staffing.RatePoint{{PerHour: 160, Probability: 0.25}, {PerHour: 200, Probability: 0.5}, {PerHour: 240, Probability: 0.25}}
	served := func(rate float64) float64 { return staffing.ErlangA(rate, 180, 300, 13).Served(20) }
	fmt.Printf("at the mean rate %.1f %%, on average %.1f %%\n", 100*served(200), 100*staffing.RandomRate(points, served))
	// Output: at the mean rate 85.8 %, on average 82.0 %
}
